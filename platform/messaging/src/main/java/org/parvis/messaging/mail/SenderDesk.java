package org.parvis.messaging.mail;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.messaging.deliver.QuietHours;

/** In whose name a tenant writes, and when it does not. */
@Component(service = {Routes.class, DeskMenu.class})
public final class SenderDesk implements Routes, DeskMenu {
    private static final String PATH = "/messages-reglages";
    private static final String PERMISSION = "messaging.messages";
    private static final int LONGEST_NAME = 100;

    private final Senders senders;
    private final Settings settings;
    private final Database database;
    private final Audit audit;

    @Activate
    public SenderDesk(@Reference Senders senders, @Reference Settings settings, @Reference Database database, @Reference Audit audit) {
        this.senders = senders;
        this.settings = settings;
        this.database = database;
        this.audit = audit;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::show).reads("fait").requires(PERMISSION), Route.deskPost(PATH, this::save).requires(PERMISSION));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("messaging.sender.title", PATH, PERMISSION, Group.SETTINGS, "bell", 72));
    }

    private Response show(Request request) {
        Map<String, String> chosen = settings.of(request.tenant());
        QuietHours quiet = QuietHours.of(chosen);
        Map<String, String> typed = Map.of(
                "name", chosen.getOrDefault(Senders.NAME, request.site().tenant().name().name()),
                "address", chosen.getOrDefault(Senders.ADDRESS, ""),
                "reply", chosen.getOrDefault(Senders.REPLY, ""),
                "quietFrom", quiet.from().toString(),
                "quietUntil", quiet.until().toString());
        return form(request, typed, List.of());
    }

    private Response form(Request request, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("territoryAddress", senders.territoryAddress());
        model.put("domains", senders.domains());
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("messaging/sender", model);
    }

    private Response save(Request request) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        String name = fields.required("name", LONGEST_NAME);
        String address = fields.email("address");
        String reply = fields.email("reply");
        if (name.chars().anyMatch(Character::isISOControl)) {
            fields.wrong("name", "messaging.sender.error.line");
        }
        if (fields.errors().isEmpty() && !address.isEmpty() && !senders.aligned(address)) {
            fields.wrong("address", "messaging.sender.error.domain", String.join(", ", senders.domains()));
        }
        time(fields, form, "quietFrom");
        time(fields, form, "quietUntil");
        if (!fields.errors().isEmpty()) {
            return form(request, form.typed(), fields.errors()).status(422);
        }
        database.of(request.tenant()).write(transaction -> {
            settings.set(transaction, Senders.NAME, name);
            settings.set(transaction, Senders.ADDRESS, address);
            settings.set(transaction, Senders.REPLY, reply);
            settings.set(transaction, QuietHours.FROM, form.value("quietFrom"));
            settings.set(transaction, QuietHours.UNTIL, form.value("quietUntil"));
            audit.record(transaction, request.signedIn(), "messaging.sender", "", "");
        });
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + PATH + "?fait=oui");
    }

    private static void time(Fields fields, Form form, String name) {
        try {
            LocalTime.parse(form.value(name));
        } catch (DateTimeException malformed) {
            fields.wrong(name, "messaging.sender.error.time");
        }
    }
}
