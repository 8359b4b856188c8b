package org.parvis.messaging.subscribe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Takes over the subscribers that a commune had elsewhere; whoever agreed there is not asked again. */
@Component(service = Routes.class)
public final class SubscriberImport implements Routes {
    private static final String PATH = "/abonnes/importer";
    private static final String PERMISSION = "messaging.messages";
    private static final Pattern SEPARATORS = Pattern.compile("[\\s;,\"<>]+");
    private static final int SHOWN = 5;

    private final Subscriptions subscriptions;
    private final Topics topics;

    @Activate
    public SubscriberImport(@Reference Subscriptions subscriptions, @Reference Topics topics) {
        this.subscriptions = subscriptions;
        this.topics = topics;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, request -> form(request, Map.of("topic", Topics.LETTER), List.of())).requires(PERMISSION),
                Route.deskPost(PATH, this::take).requires(PERMISSION).limits(Limits.UPLOAD));
    }

    private Response form(Request request, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("topics", topics.of(request.site(), request.language()));
        return Response.view("messaging/import", model);
    }

    private Response take(Request request) throws IOException {
        Form form = request.form();
        List<FieldError> errors = new ArrayList<>();
        Map<String, String> emails = addresses(form.value("emails"), errors);
        String topic = form.value("topic");
        if (topics.of(request.site(), request.language()).stream().noneMatch(known -> known.id().equals(topic))) {
            errors.add(FieldError.of("topic", "form.required"));
        }
        if (!form.ticked("agreed")) {
            errors.add(FieldError.of("agreed", "messaging.import.error.agreed"));
        }
        if (!errors.isEmpty()) {
            return form(request, form.typed(), errors).status(422);
        }
        int added = subscriptions.takeOver(request.tenant(), request.signedIn(), emails.values(), topic, request.now());
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + "/abonnes?fait=importe&nombre=" + added);
    }

    /** Addresses apart by line ends, commas or semicolons, each once. */
    private static Map<String, String> addresses(String text, List<FieldError> errors) {
        Map<String, String> emails = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String word : SEPARATORS.split(text)) {
            if (Recipient.isEmail(word)) {
                emails.putIfAbsent(SubscriberTable.key(word), word);
            } else if (!word.isEmpty()) {
                wrong.add(word);
            }
        }
        if (!wrong.isEmpty()) {
            errors.add(FieldError.of("emails", "messaging.import.error.emails", wrong.size(), String.join(", ", wrong.subList(0, Math.min(SHOWN, wrong.size())))));
        } else if (emails.isEmpty()) {
            errors.add(FieldError.of("emails", "form.required"));
        }
        return emails;
    }
}
