package org.parvis.web;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;

/**
 * Answers from what is kept, without a servlet and without ever blocking.
 *
 * <p>The address is looked up as it came: pages are kept under their canonical address alone, so a hit needs no parsing.
 */
final class Hits {
    private static final HttpField NO_CACHE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");
    private static final HttpField GZIP = new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");

    private final Tenants tenants;
    private final Kept kept;
    private final WebSettings settings;
    private final SecurityHeaders security;
    private final Metrics metrics;
    private final Views views;

    Hits(Tenants tenants, Kept kept, WebSettings settings, SecurityHeaders security, Metrics metrics, Views views) {
        this.tenants = tenants;
        this.kept = kept;
        this.settings = settings;
        this.security = security;
        this.metrics = metrics;
        this.views = views;
    }

    /** A page's headers, encoded. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Ready(HttpField[] whole, HttpField[] unchanged, String tag, boolean html) {}

    /** Whether the request was a plain hit; if not, nothing has been done. */
    boolean answer(Request request, Response response, Callback callback) {
        String method = request.getMethod();
        boolean get = method.equals("GET");
        HttpURI uri = request.getHttpURI();
        if (!get && !method.equals("HEAD") || uri.getQuery() != null || !settings.cache()) {
            return false;
        }
        HttpFields headers = request.getHeaders();
        if (!settings.trustedProxies().isEmpty() && (headers.contains(HttpHeader.X_FORWARDED_HOST)
                || !settings.tls() && headers.contains(HttpHeader.X_FORWARDED_PROTO))) {
            return false;
        }
        Page page = find(uri);
        if (page == null || page.gzip() && !Negotiation.takesGzip(headers.get(HttpHeader.ACCEPT_ENCODING))) {
            return false;
        }
        metrics.hits.increment();
        Ready ready = (Ready) page.prepared(this::prepare);
        if (get && ready.html) {
            views.hit(page.site(), page.key().path(), headers);
        }
        send(page, ready, get, headers.get(HttpHeader.IF_NONE_MATCH), response, callback);
        return true;
    }

    private @Nullable Page find(HttpURI uri) {
        String asked = uri.getHost();
        String path = uri.getPath();
        if (asked == null || path == null) {
            return null;
        }
        String host = Client.host(asked);
        Optional<Site> site = tenants.byHost(host);
        return site.isPresent() && site.get().host().equals(host)
                ? kept.current(new PageKey(site.get().id(), path, ""), site.get()) : null;
    }

    private static void send(Page page, Ready ready, boolean body, @Nullable String ifNoneMatch, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        if (Negotiation.has(ifNoneMatch, ready.tag)) {
            response.setStatus(304);
            add(headers, ready.unchanged);
            response.write(true, null, callback);
            return;
        }
        response.setStatus(200);
        add(headers, ready.whole);
        response.write(true, body ? ByteBuffer.wrap(page.body()) : null, callback);
    }

    private static void add(HttpFields.Mutable headers, HttpField[] fields) {
        for (HttpField field : fields) {
            headers.add(field);
        }
    }

    private Ready prepare(Page page) {
        String tag = page.tag(page.gzip());
        HttpFields.Mutable ours = HttpFields.build();
        ours.put(new PreEncodedHttpField(SecurityHeaders.CSP, security.publicPolicy()));
        security.others().forEach(header -> ours.put(field(header)));
        if (settings.tls()) {
            ours.put(field(security.hsts()));
        }
        ours.put(NO_CACHE);
        ours.put(new PreEncodedHttpField(HttpHeader.ETAG, tag));
        ours.put(new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding"));
        page.headers().forEach(header -> ours.put(field(header)));
        List<HttpField> unchanged = ours.stream().toList();
        List<HttpField> whole = new ArrayList<>(unchanged);
        whole.add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, page.type()));
        if (page.gzip()) {
            whole.add(GZIP);
        }
        whole.add(new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, Integer.toString(page.body().length)));
        return new Ready(whole.toArray(HttpField[]::new), unchanged.toArray(HttpField[]::new), tag, Views.isPage(page.type()));
    }

    private static HttpField field(Map.Entry<String, String> header) {
        return new PreEncodedHttpField(header.getKey(), header.getValue());
    }
}
