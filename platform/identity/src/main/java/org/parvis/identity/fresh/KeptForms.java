package org.parvis.identity.fresh;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.data.Seal;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;

/** Forms as sealed text: passwords may be among what was typed, and nobody but the sender may send them on. */
final class KeptForms {
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Seal seal;

    KeptForms(Seal seal) {
        this.seal = seal;
    }

    String seal(Request request, Form form, String session) {
        StringBuilder text = new StringBuilder().append(request.now().getEpochSecond());
        form.typed().keySet().forEach(name -> form.values(name).forEach(value -> text.append('&').append(encoded(name)).append('=').append(encoded(value))));
        return seal.seal(TenantId.TERRITORY, text.toString().getBytes(StandardCharsets.UTF_8), context(request, session));
    }

    /** @throws Invalid if it is not from this session and for this address, or too old */
    Request open(Request request, String kept, String session) {
        String[] parts = text(request, kept, session).split("&");
        if (!request.now().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[0])).plus(LIFETIME))) {
            throw over();
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : List.of(parts).subList(1, parts.length)) {
            int equals = pair.indexOf('=');
            fields.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>()).add(decoded(pair.substring(equals + 1)));
        }
        return new KeptRequest(request, new KeptForm(fields));
    }

    private String text(Request request, String kept, String session) {
        if (!seal.isSealed(kept)) {
            throw over();
        }
        try {
            return new String(seal.open(TenantId.TERRITORY, kept, context(request, session)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException foreign) {
            throw over();
        }
    }

    private static Invalid over() {
        return Invalid.request(400, "identity.fresh.over");
    }

    private static String context(Request request, String session) {
        return "identity.kept " + session + " " + request.path();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
