package org.parvis.messaging.sms;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.parvis.api.content.Json;
import org.parvis.api.outbound.Outbound;
import org.parvis.api.outbound.Outbound.Call;
import org.parvis.api.outbound.Outbound.Limits;
import org.parvis.messaging.deliver.Outcome;

/** Any provider that takes a message by one HTTP request. Redirections are not followed. */
final class HttpGateway implements SmsGateway {
    private static final Limits LIMITS = new Limits(64 << 10, Duration.ofSeconds(30), 0);

    private final SmsConfig config;
    private final Outbound outbound;

    HttpGateway(SmsConfig config, Outbound outbound) {
        this.config = config;
        this.outbound = outbound;
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
            return outcome(outbound.send(call(address, values)).status());
        } catch (Outbound.Blocked inside) {
            return new Outcome.Unreachable("the SMS provider's address is internal or on an unusual port, and internal is not set");
        } catch (IOException away) {
            return new Outcome.Unreachable("the SMS provider does not answer: " + away.getClass().getSimpleName());
        }
    }

    private Call call(URI address, Map<String, String> values) {
        UnaryOperator<String> encoding = config.contentType().contains("json") ? HttpGateway::inJson : HttpGateway::inAddress;
        Map<String, String> headers = new HashMap<>();
        if (!config.body().isEmpty()) {
            headers.put("Content-Type", config.contentType());
        }
        for (String header : List.of(config.headers())) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
        byte[] body = config.body().isEmpty() ? new byte[0] : filled(config.body(), values, encoding).getBytes(StandardCharsets.UTF_8);
        return new Call(config.method(), address, headers, body, LIMITS, config.internal());
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
