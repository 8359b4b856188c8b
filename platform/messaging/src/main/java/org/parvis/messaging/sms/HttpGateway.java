package org.parvis.messaging.sms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.parvis.api.content.Json;
import org.parvis.messaging.deliver.Outcome;

/** Any provider that takes a message by one HTTP request. Redirections are not followed. */
final class HttpGateway implements SmsGateway {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final SmsConfig config;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER).build();

    HttpGateway(SmsConfig config) {
        this.config = config;
    }

    @Override
    public Connection connect() {
        return new Connection() {
            @Override
            public Outcome send(UUID id, String to, String text) {
                return post(Map.of("id", id.toString(), "to", to, "text", text, "sender", config.sender()));
            }

            @Override
            public void close() {
                // Each message is a request of its own.
            }
        };
    }

    private Outcome post(Map<String, String> values) {
        URI address = URI.create(filled(config.url(), values, HttpGateway::inAddress));
        try {
            if (!config.internal() && isInternal(address.getHost())) {
                return new Outcome.Unreachable("the SMS provider's address is internal, and internal is not set");
            }
            HttpResponse<Void> answer = client.send(request(address, values), HttpResponse.BodyHandlers.discarding());
            return outcome(answer.statusCode());
        } catch (IOException away) {
            return new Outcome.Unreachable("the SMS provider does not answer: " + away.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Unreachable("this process is ending");
        }
    }

    private HttpRequest request(URI address, Map<String, String> values) {
        UnaryOperator<String> encoding = config.contentType().contains("json") ? HttpGateway::inJson : HttpGateway::inAddress;
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .method(config.method(), config.body().isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(filled(config.body(), values, encoding)));
        if (!config.body().isEmpty()) {
            request.header("Content-Type", config.contentType());
        }
        for (String header : List.of(config.headers())) {
            int colon = header.indexOf(':');
            request.header(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
        return request.build();
    }

    /** 4xx is our message's fault but for those that mean "later" or "not you". */
    private static Outcome outcome(int status) {
        if (status / 100 == 2) {
            return new Outcome.Delivered();
        }
        String reason = "the SMS provider answers " + status;
        return switch (status) {
            case 401, 403, 407 -> new Outcome.Unreachable(reason + ": it does not let us in");
            case 408, 425, 429 -> new Outcome.Later(reason);
            default -> status / 100 == 4 ? new Outcome.Refused(reason) : new Outcome.Later(reason);
        };
    }

    static boolean isInternal(String host) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            byte[] bytes = address.getAddress();
            boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
            boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
            if (uniqueLocal || shared || address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress() || address.isMulticastAddress()) {
                return true;
            }
        }
        return false;
    }

    private static String filled(String template, Map<String, String> values, UnaryOperator<String> encoding) {
        String filled = template;
        for (String name : List.of("id", "to", "sender", "text")) {
            filled = filled.replace("{" + name + "}", encoding.apply(values.get(name)));
        }
        return filled;
    }

    private static String inAddress(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Without the quotes: the template has them. */
    private static String inJson(String value) {
        String quoted = Json.of(value);
        return quoted.substring(1, quoted.length() - 1);
    }
}
