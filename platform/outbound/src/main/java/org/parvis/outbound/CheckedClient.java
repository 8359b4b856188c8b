package org.parvis.outbound;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.parvis.api.outbound.Outbound;

/**
 * Jetty's client, which connects to the addresses that its resolver gives it and to no others: ours gives those that the {@link Gate}
 * checked. One client per request, so that no connection to what one caller may reach is handed to another.
 */
@Component(service = Outbound.class, configurationPid = "org.parvis.outbound")
public final class CheckedClient implements Outbound {

    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Gate gate;
    private final SslContextFactory.@Nullable Client trust;
    private final QueuedThreadPool threads = new QueuedThreadPool(16, 1);

    @Activate
    public CheckedClient(OutboundConfig config) throws Exception {
        this(new Gate(config.internal(), InetAddress::getAllByName), null);
    }

    /** @param trust whom to trust in tests; null: whom the JDK trusts */
    CheckedClient(Gate gate, SslContextFactory.@Nullable Client trust) throws Exception {
        this.gate = gate;
        this.trust = trust;
        threads.setName("parvis-outbound");
        threads.setDaemon(true);
        threads.start();
    }

    @Deactivate
    void close() throws Exception {
        threads.stop();
    }

    @Override
    public Answer send(Call call) throws IOException {
        long end = System.nanoTime() + call.limits().time().toNanos();
        URI address = call.address();
        Map<String, String> headers = call.headers();
        for (int followed = 0; ; followed++) {
            Answer answer = once(call, address, headers, end);
            String location = answer.header("location").orElse(null);
            boolean follows = REDIRECTIONS.contains(answer.status()) && location != null && (call.method().equals("GET") || call.method().equals("HEAD"));
            if (!follows || call.limits().redirections() == 0) {
                return answer;
            }
            if (followed >= call.limits().redirections()) {
                throw new IOException("more than " + call.limits().redirections() + " redirections");
            }
            URI next = resolved(address, location);
            if (!sameOrigin(address, next)) {
                headers = Map.of();
            }
            address = next;
        }
    }

    private static URI resolved(URI from, String location) throws IOException {
        try {
            URI next = from.resolve(location);
            if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(next.getScheme())) {
                throw new Blocked("a redirection leads from https to http");
            }
            return next;
        } catch (IllegalArgumentException malformed) {
            throw new IOException("a redirection leads to no address");
        }
    }

    private static boolean sameOrigin(URI one, URI other) {
        return String.valueOf(one.getAuthority()).equalsIgnoreCase(String.valueOf(other.getAuthority())) && one.getScheme().equalsIgnoreCase(String.valueOf(other.getScheme()));
    }

    private Answer once(Call call, URI address, Map<String, String> headers, long end) throws IOException {
        // Only what the caller gave is the operator's word; where others redirect to is not.
        boolean trusted = call.ofTheOperator() && sameOrigin(call.address(), address);
        List<InetSocketAddress> checked = gate.addresses(address, trusted);
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new InterruptedIOException("no answer within " + call.limits().time());
        }
        HttpClient client = client(checked);
        try {
            start(client);
            return answer(client, call, address, headers, left);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("this process is ending");
        } catch (IllegalArgumentException | IllegalStateException | RejectedExecutionException refused) {
            // An address or a header that the client does not take, or threads that are stopping: no answer comes, and callers know one way to hear that.
            throw new IOException("no answer: " + refused.getClass().getSimpleName());
        } finally {
            stop(client);
        }
    }

    private static void start(HttpClient client) throws IOException {
        try {
            client.start();
        } catch (Exception broken) {
            // Jetty declares no less for a start; whatever it is, nothing was sent.
            throw new IOException("no answer: " + broken.getClass().getSimpleName());
        }
    }

    private static void stop(HttpClient client) {
        try {
            client.stop();
        } catch (Exception ignored) {
            // Jetty declares no less for a stop. The answer is read or given up, what the client held is closed or will be: nobody could do anything about it.
        }
    }

    private HttpClient client(List<InetSocketAddress> checked) {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(threads);
        connector.setConnectTimeout(CONNECT);
        if (trust != null) {
            connector.setSslContextFactory(trust);
        }
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setExecutor(threads);
        client.setSocketAddressResolver(new Fixed(checked));
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField("User-Agent", "Parvis"));
        client.setMaxConnectionsPerDestination(1);
        return client;
    }

    /** Gives the addresses that were checked, whatever it is asked for. */
    private record Fixed(List<InetSocketAddress> checked) implements SocketAddressResolver {
        @Override
        public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
            promise.succeeded(new ArrayList<>(checked));
        }
    }

    private static Answer answer(HttpClient client, Call call, URI address, Map<String, String> headers, long nanos) throws IOException, InterruptedException {
        // No content is decoded: a small answer that swells to gigabytes stays small.
        client.getContentDecoderFactories().clear();
        Request request = client.newRequest(address).method(call.method()).timeout(nanos, TimeUnit.NANOSECONDS);
        request.headers(fields -> headers.forEach(fields::put));
        if (call.body().length > 0) {
            request.body(new BytesRequestContent(call.headers().getOrDefault("Content-Type", "application/octet-stream"), call.body()));
        }
        try {
            ContentResponse response = new CompletableResponseListener(request, call.limits().bytes()).send().get(nanos, TimeUnit.NANOSECONDS);
            Map<String, List<String>> read = new TreeMap<>();
            response.getHeaders().forEach(field -> read.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>()).add(field.getValue()));
            return new Answer(response.getStatus(), address, Map.copyOf(read), response.getContent());
        } catch (TimeoutException late) {
            request.abort(late);
            throw new InterruptedIOException("no answer within " + call.limits().time());
        } catch (ExecutionException failed) {
            throw failure(call, failed.getCause());
        }
    }

    private static IOException failure(Call call, @Nullable Throwable cause) {
        if (cause instanceof TimeoutException) {
            return new InterruptedIOException("no answer within " + call.limits().time());
        }
        String name = cause == null ? "" : cause.getClass().getSimpleName();
        boolean large = cause instanceof IllegalArgumentException && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("capacity");
        return new IOException(large ? "more than " + call.limits().bytes() + " bytes" : "no answer: " + name);
    }
}
