package org.parvis.messaging.letter;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.identity.Permissions;
import org.parvis.api.notify.Channel;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.messaging.deliver.Delivery;
import org.parvis.messaging.subscribe.SubscriberTable;
import org.parvis.messaging.subscribe.Topics;

/** Writing and sending newsletters in the back office. */
@Component(service = {Routes.class, DeskMenu.class})
public final class LetterDesk implements Routes, DeskMenu {
    static final String PATH = "/lettres";
    private static final String PERMISSION = "messaging.write";
    private static final int PAGE_SIZE = 25;

    private final Letters letters;
    private final Delivery delivery;
    private final Permissions permissions;

    @Activate
    public LetterDesk(@Reference Letters letters, @Reference Delivery delivery, @Reference Permissions permissions) {
        this.letters = letters;
        this.delivery = delivery;
        this.permissions = permissions;
    }

    /** A letter in the list. */
    public record Line(String id, String subject, String author, Instant updated, @Nullable Instant sent) {}

    /** A letter in the form. */
    public record Edited(String id, int version, String path, Instant updated, @Nullable Instant sent) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads("page", "fait").requires(PERMISSION),
                Route.deskGet(PATH + "/nouvelle", request -> form(request, null, Map.of(), List.of())).requires(PERMISSION),
                Route.deskPost(PATH + "/nouvelle", request -> save(request, null)).requires(PERMISSION),
                Route.deskGet(PATH + "/{id}", this::show).reads("fait").requires(PERMISSION),
                Route.deskPost(PATH + "/{id}", request -> save(request, letter(request))).requires(PERMISSION),
                Route.deskGet(PATH + "/{id}/apercu", this::preview).requires(PERMISSION),
                Route.deskGet(PATH + "/{id}/envoi", this::confirmation).requires(PERMISSION),
                Route.deskPost(PATH + "/{id}/envoi", this::send).requires(PERMISSION),
                Route.deskPost(PATH + "/{id}/supprimer", this::delete).requires(PERMISSION));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("messaging.letters.title", PATH, PERMISSION, Group.MESSAGES, "mail", 30));
    }

    private Letter letter(Request request) {
        return letters.get(request.tenant(), LetterPages.id(request));
    }

    private static String desk(Request request, String path) {
        return "/bureau/" + request.site().tenant().slug() + PATH + path;
    }

    private Response list(Request request) {
        long total = LetterTable.countAll(letters.reader(request.tenant()));
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.max(1, Math.min(pages, request.query("page").map(LetterDesk::number).orElse(1)));
        Map<String, Object> model = new HashMap<>();
        model.put("lines", LetterTable.all(letters.reader(request.tenant()), (page - 1) * PAGE_SIZE, PAGE_SIZE).stream()
                .map(letter -> new Line(letter.id().toString(), letter.subject(), letter.author(), letter.updated(), letter.sent()))
                .toList());
        model.put("page", page);
        model.put("pages", pages);
        model.put("subscribers", SubscriberTable.count(letters.reader(request.tenant()), Topics.LETTER));
        model.put("ready", delivery.ready(Channel.EMAIL));
        model.put("mayList", permissions.may(request.signedIn(), "messaging.messages", request.tenant()));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("messaging/letters-desk", model);
    }

    private Response show(Request request) {
        Letter letter = letter(request);
        return form(request, letter, Map.of("subject", letter.subject(), "body", letter.body()), List.of());
    }

    private Response form(Request request, @Nullable Letter letter, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("ready", delivery.ready(Channel.EMAIL));
        model.put("me", request.signedIn().email());
        if (letter != null) {
            model.put("letter", new Edited(letter.id().toString(), letter.version(), letter.path(), letter.updated(), letter.sent()));
        }
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("messaging/letter-edit", model);
    }

    /** Saves, then does what the button says. */
    private Response save(Request request, @Nullable Letter before) throws IOException {
        Form form = request.form();
        try {
            Letter saved = before == null
                    ? letters.create(request.tenant(), request.signedIn(), form.value("subject"), form.value("body"))
                    : letters.edit(request.tenant(), request.signedIn(), before.id(), number(form.value("version")), form.value("subject"), form.value("body"));
            return switch (form.value("action")) {
                case "try" -> {
                    letters.tryOut(request.site(), request.signedIn(), saved.id(), saved.subject());
                    yield Response.seeOther(desk(request, "/" + saved.id() + "?fait=essai"));
                }
                case "send" -> Response.seeOther(desk(request, "/" + saved.id() + "/envoi"));
                default -> Response.seeOther(desk(request, "/" + saved.id() + "?fait=enregistre"));
            };
        } catch (Invalid invalid) {
            return form(request, before, form.typed(), invalid.errors()).status(invalid.status());
        } catch (Conflict conflict) {
            Letter now = before == null ? null : letters.get(request.tenant(), before.id());
            return form(request, now, form.typed(), List.of(FieldError.of("subject", conflict.messageKey()))).status(conflict.status());
        }
    }

    private Response preview(Request request) {
        return Response.preview(request.site(), "messaging/letter", LetterPages.model(letter(request)));
    }

    private Response confirmation(Request request) {
        Letter letter = letter(request);
        if (letter.sent() != null) {
            throw new NotFound();
        }
        return Response.view("messaging/letter-send", Map.of(
                "id", letter.id().toString(), "version", letter.version(), "subject", letter.subject(),
                "subscribers", SubscriberTable.count(letters.reader(request.tenant()), Topics.LETTER), "ready", delivery.ready(Channel.EMAIL)));
    }

    private Response send(Request request) throws IOException {
        UUID id = LetterPages.id(request);
        letters.send(request.site(), request.signedIn(), id, number(request.form().value("version")));
        return Response.seeOther(desk(request, "?fait=envoyee"));
    }

    private Response delete(Request request) {
        letters.delete(request.tenant(), request.signedIn(), LetterPages.id(request));
        return Response.seeOther(desk(request, "?fait=supprimee"));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new NotFound();
        }
    }
}
