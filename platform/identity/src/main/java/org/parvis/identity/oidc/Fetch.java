package org.parvis.identity.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one provider, over the JDK's client: within seconds, for so many bytes, by so many at once, without following redirections.
 *
 * <p>A provider that hangs costs a few threads for a few seconds and then nothing for a while: the rest of the installation does not notice.
 */
final class Fetch implements HTTPRequestSender, ResourceRetriever {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(6);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;
    private static final int LARGEST = 256 * 1024;

    private final boolean internal;
    private final boolean development;
    private final HttpClient client;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile long closedUntil = System.nanoTime();

    Fetch(ProviderSettings settings) {
        this.internal = settings.internal() || settings.development();
        this.development = settings.development();
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        this.client = (development ? builder : builder.proxy(ProxySelector.getDefault())).build();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(url.toString())).timeout(WHOLE).header("Accept", "application/json").build());
        if (answer.statusCode() != 200) {
            throw new IOException(url.getHost() + " answers " + answer.statusCode());
        }
        return new Resource(new String(answer.body(), StandardCharsets.UTF_8), answer.headers().firstValue("Content-Type").orElse("application/json"));
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder ours = HttpRequest.newBuilder(request.getURI()).timeout(WHOLE);
        for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
            header.getValue().forEach(value -> ours.header(header.getKey(), value));
        }
        if (request.getMethod() == HTTPRequest.Method.POST) {
            String body = request.getBody();
            ours.POST(HttpRequest.BodyPublishers.ofString(body == null ? "" : body));
        }
        HttpResponse<byte[]> answer = send(ours.build());
        HTTPResponse theirs = new HTTPResponse(answer.statusCode());
        answer.headers().firstValue("Content-Type").ifPresent(type -> contentType(theirs, type));
        theirs.setBody(new String(answer.body(), StandardCharsets.UTF_8));
        return theirs;
    }

    private static void contentType(HTTPResponse response, String type) {
        try {
            response.setContentType(type);
        } catch (ParseException malformed) {
            // Without one the answer is refused where one is needed.
            response.setHeader("Content-Type");
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        ProviderSettings.address("an address of the provider", request.uri().toString(), development);
        if (!internal && InternalAddress.is(request.uri().getHost())) {
            throw new IOException(request.uri().getHost() + " is inside of this network, and internal is not set");
        }
        if (System.nanoTime() - closedUntil < 0) {
            throw new IOException(request.uri().getHost() + " did not answer a moment ago");
        }
        if (!places.tryAcquire()) {
            throw new IOException(request.uri().getHost() + " answers too slowly: " + AT_ONCE + " wait already");
        }
        try {
            return await(client.sendAsync(request, ignored -> new LimitedBody(LARGEST)));
        } finally {
            places.release();
        }
    }

    /** The client's own time-out ends with the headers; this one with the last byte. */
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> coming) throws IOException {
        try {
            return coming.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            coming.cancel(true);
            closedUntil = System.nanoTime() + PAUSE.toNanos();
            throw new IOException("no answer within " + WHOLE.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof LimitedBody.TooLarge)) {
                closedUntil = System.nanoTime() + PAUSE.toNanos();
            }
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("this process is ending", stopping);
        }
    }
}
