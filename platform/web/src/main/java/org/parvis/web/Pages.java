package org.parvis.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Response;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Frame;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Renderer;

/** Turns what handlers answer into bytes: puts views into their frame and has them rendered. */
final class Pages {
    private static final String HTML = "text/html; charset=utf-8";
    private static final byte[] NOTHING = {};

    private final Renderer renderer;
    private final SecurityHeaders security;

    Pages(Renderer renderer, SecurityHeaders security) {
        this.renderer = renderer;
        this.security = security;
    }

    Rendered render(Exchange exchange, Response response) {
        if (response.content() instanceof Response.View view) {
            return view(exchange, response, view);
        }
        if (response.content() instanceof Response.Preview preview) {
            return preview(exchange, response, preview);
        }
        String policy = policy(exchange);
        if (response.content() instanceof Response.Stream stream) {
            return new Rendered(response.status(), stream.type(), null, stream, policy, response.headers(), response.cookies(),
                    Set.of(), null);
        }
        boolean empty = response.content() instanceof Response.Empty;
        Response.Bytes bytes = empty ? new Response.Bytes("", NOTHING) : (Response.Bytes) response.content();
        return new Rendered(response.status(), bytes.type(), bytes.bytes(), null, policy, response.headers(), response.cookies(),
                response.tags(), response.validUntil());
    }

    String policy(Exchange exchange) {
        if (exchange.desk()) {
            return security.deskPolicy();
        }
        return exchange.personal() ? security.personalPolicy() : security.publicPolicy();
    }

    private Rendered view(Exchange exchange, Response response, Response.View view) {
        Site site = exchange.knownSite();
        boolean desk = exchange.desk();
        Frame frame = frame(exchange, site, desk, exchange.paths().decoded());
        byte[] html = render(exchange, desk ? site.with(Look.of("base")) : site, frame, view.template(), view.model());
        Set<String> tags = response.tags();
        Instant until = response.validUntil();
        if (!tags.isEmpty()) {
            Set<String> all = new LinkedHashSet<>(tags);
            all.addAll(frame.tags());
            tags = all;
            until = soonest(until, frame.validUntil());
        }
        return new Rendered(response.status(), HTML, html, null, policy(exchange), response.headers(), response.cookies(), tags, until);
    }

    private Rendered preview(Exchange exchange, Response response, Response.Preview preview) {
        Site site = preview.site();
        Frame frame = frame(exchange, site, false, "/");
        byte[] html = render(exchange, site, frame, preview.template(), preview.model());
        byte[] shown = PreviewAddresses.rewrite(html, site.tenant().slug());
        return new Rendered(response.status(), HTML, shown, null, security.previewPolicy(), response.headers(), response.cookies(),
                Set.of(), null);
    }

    /** @throws Unavailable while the module that frames pages restarts: a page without its frame is broken */
    private Frame frame(Exchange exchange, Site site, boolean desk, String path) {
        FrameSource.Asked asked = new FrameSource.Asked(site, exchange.knownPlugins(), exchange.language(), path, exchange.agent(), exchange.session(),
                exchange.now());
        return exchange.knownTable().frame(desk).orElseThrow(Unavailable::new).frame(asked);
    }

    private byte[] render(Exchange exchange, Site site, Frame frame, String template, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(frame.model());
        all.put("path", exchange.paths().decoded());
        all.put("now", exchange.now());
        all.put("requestId", exchange.id());
        all.putAll(model);
        return renderer.render(site, exchange.knownPlugins(), exchange.language(), template, all);
    }

    private static @Nullable Instant soonest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
