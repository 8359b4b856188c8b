package org.parvis.messaging.letter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** The archive of newsletters that were sent. */
@Component(service = {Routes.class, LetterPages.class})
public final class LetterPages implements Routes {
    private static final int PAGE_SIZE = 20;

    private final Letters letters;

    @Activate
    public LetterPages(@Reference Letters letters) {
        this.letters = letters;
    }

    /** A letter in a list. */
    public record Line(String title, String path, Instant sent) {}

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/lettres", this::list).reads("page"), Route.get("/lettres/{id}", this::letter));
    }

    private Response list(Request request) {
        long total = LetterTable.countSent(letters.reader(request.tenant()));
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = request.query("page").map(LetterPages::number).orElse(1);
        if (page < 1 || page > pages) {
            throw new NotFound();
        }
        List<Line> lines = LetterTable.archive(letters.reader(request.tenant()), (page - 1) * PAGE_SIZE, PAGE_SIZE).stream()
                .map(letter -> new Line(letter.subject(), letter.path(), letter.sent() == null ? letter.updated() : letter.sent()))
                .toList();
        return Response.view("messaging/letters", Map.of("letters", lines, "page", page, "pages", pages)).tagged(Letters.TAG);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new NotFound();
        }
    }

    static UUID id(Request request) {
        try {
            return UUID.fromString(request.variable("id"));
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }

    private Response letter(Request request) {
        Letter letter = letters.get(request.tenant(), id(request));
        if (letter.sent() == null) {
            throw new NotFound();
        }
        return Response.view("messaging/letter", model(letter)).tagged(Letters.TAG);
    }

    /** For the public page and for the preview. */
    static Map<String, Object> model(Letter letter) {
        return Map.of("title", letter.subject(), "body", new Html(letter.body()), "sent", letter.sent() == null ? letter.updated() : letter.sent());
    }
}
