package org.parvis.messaging.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parvis.api.data.Seal;
import org.parvis.api.outbound.Outbound;
import org.parvis.messaging.deliver.Carrier;
import org.parvis.messaging.mail.MailTown;
import org.parvis.testkit.PlainSeal;

/** Push messages in a town of the tests, and a push service that takes them. */
public final class PushTown implements AutoCloseable {
    static final String HOST = "https://push.example";

    /** What the push service was asked. */
    record Asked(String path, Map<String, String> headers, byte[] body) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final Map<String, Integer> answers = new HashMap<>();
    private final MailTown town;
    private final HttpServer service;

    PushTown(MailTown town) throws IOException {
        this.town = town;
        this.service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    public static StoredDevices devices(MailTown town) {
        return devices(town, config(Map.of()));
    }

    static StoredDevices devices(MailTown town, PushConfig config) {
        return new StoredDevices(town.database.database(), new PushReadiness(config), keys(town, new PlainSeal()), new SealedSubscriptions(new PlainSeal()), town.audit);
    }

    static ServerKeys keys(MailTown town, Seal seal) {
        return new ServerKeys(town.database.database(), seal, town.clock);
    }

    Carrier carrier() {
        return carrier(new PlainSeal());
    }

    Carrier carrier(Seal seal) {
        return new PushCarrier(town.devices, new SealedSubscriptions(seal), keys(town, seal), this::send, town.tenants, town.clock, config(Map.of()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String path = exchange.getRequestURI().getPath();
        asked.add(new Asked(path, headers, exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(answers.getOrDefault(path, 201), -1);
        exchange.close();
    }

    /** As the platform's does, but that it finds the service where it is: what is inside is blocked. */
    private Outbound.Answer send(Outbound.Call call) throws IOException {
        if (!call.address().toString().startsWith(HOST + "/") || call.ofTheOperator()) {
            throw new Outbound.Blocked("internal");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.getAddress().getPort() + call.address().getPath()))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Outbound.Answer(answer.statusCode(), call.address(), Map.of(), answer.body());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The configuration's own defaults, but for these. */
    static PushConfig config(Map<String, Object> given) {
        return (PushConfig) Proxy.newProxyInstance(
                PushConfig.class.getClassLoader(), new Class<?>[] {PushConfig.class, Annotation.class},
                (proxy, method, arguments) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Override
    public void close() {
        service.stop(0);
    }
}
