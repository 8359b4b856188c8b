package org.parvis.backoffice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.RichText;
import org.parvis.api.content.Versions;
import org.parvis.api.desk.HistorySource;
import org.parvis.api.identity.Permissions;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** The former versions of any record: list, comparison with another version, restoration. */
@Component(service = Routes.class)
public final class HistoryPages implements Routes {

    private static final int PAGE_SIZE = 25;

    /** A version in the list. */
    public record Line(int number, Instant made, String author, boolean current) {}

    /** What became of one field between two versions. */
    public record Compared(String labelKey, boolean changed, List<TextDiff.Piece> pieces) {}

    /** The record whose history is shown. */
    private record Subject(HistorySource source, HistorySource.Kind kind, UUID id, String title) {

        String path() {
            return "/historique/" + kind.name() + "/" + id;
        }
    }

    private final Plugins plugins;
    private final Permissions permissions;
    private final RichText richText;

    @Activate
    public HistoryPages(@Reference Plugins plugins, @Reference Permissions permissions, @Reference RichText richText) {
        this.plugins = plugins;
        this.permissions = permissions;
        this.richText = richText;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/historique/{kind}/{id}", this::list).reads("page", "fait"),
                Route.deskGet("/historique/{kind}/{id}/{number}", this::compare).reads("avec"),
                Route.deskPost("/historique/{kind}/{id}/{number}/restaurer", this::restore));
    }

    private Response list(Request request) {
        Subject subject = subject(request);
        int total = subject.source().count(request.tenant(), subject.id());
        int pages = Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.min(Math.max(1, request.query("page").map(HistoryPages::number).orElse(1)), pages);
        List<Versions.Head> heads = subject.source().list(request.tenant(), subject.id(), (page - 1) * PAGE_SIZE, PAGE_SIZE);
        List<Line> lines = new ArrayList<>();
        for (Versions.Head head : heads) {
            lines.add(new Line(head.number(), head.made(), head.authorName(), page == 1 && lines.isEmpty()));
        }
        Map<String, Object> model = model(request, subject);
        model.put("versions", lines);
        model.put("total", total);
        model.put("page", page);
        model.put("pages", pages);
        request.query("fait").ifPresent(done -> model.put("done", number(done)));
        return Response.view("backoffice/history", model);
    }

    private Response compare(Request request) {
        Subject subject = subject(request);
        Versions.Version chosen = version(request, subject, number(request.variable("number")));
        int newest = subject.source().list(request.tenant(), subject.id(), 0, 1).stream().mapToInt(Versions.Head::number).findFirst().orElse(0);
        Versions.Version other = version(request, subject, request.query("avec").map(HistoryPages::number).orElse(newest));
        boolean forwards = chosen.head().number() <= other.head().number();
        Versions.Version before = forwards ? chosen : other;
        Versions.Version after = forwards ? other : chosen;
        List<Compared> fields = subject.kind().fields().stream().map(field -> compared(field, before, after)).toList();
        Map<String, Object> model = model(request, subject);
        model.put("before", before.head());
        model.put("after", after.head());
        model.put("newest", newest);
        model.put("fields", fields);
        model.put("same", fields.stream().noneMatch(Compared::changed));
        model.put("restorable", before.head().number() != newest
                && permissions.may(request.signedIn(), subject.kind().restorePermission(), request.tenant()));
        return Response.view("backoffice/history-compare", model);
    }

    private Compared compared(HistorySource.Field field, Versions.Version before, Versions.Version after) {
        String was = text(field, before);
        String is = text(field, after);
        return new Compared(field.labelKey(), !was.equals(is), TextDiff.of(was, is));
    }

    private String text(HistorySource.Field field, Versions.Version version) {
        String value = version.fields().getOrDefault(field.name(), "");
        return field.html() ? TextDiff.text(value, richText) : value;
    }

    private Response restore(Request request) {
        Subject subject = subject(request);
        if (!permissions.may(request.signedIn(), subject.kind().restorePermission(), request.tenant())) {
            throw new Forbidden();
        }
        int number = number(request.variable("number"));
        subject.source().restore(request.tenant(), subject.id(), number, request.signedIn(), request.now());
        return Response.seeOther(base(request) + subject.path() + "?fait=" + number);
    }

    private Subject subject(Request request) {
        String name = request.variable("kind");
        HistorySource source = plugins.of(request.tenant()).of(HistorySource.class).stream()
                .filter(known -> known.kind().name().equals(name))
                .findFirst()
                .orElseThrow(NotFound::new);
        if (!permissions.mayRead(request.signedIn(), source.kind().permission(), request.tenant())) {
            throw new Forbidden();
        }
        UUID id = id(request.variable("id"));
        return new Subject(source, source.kind(), id, source.title(request.tenant(), id).orElseThrow(NotFound::new));
    }

    private static Versions.Version version(Request request, Subject subject, int number) {
        return subject.source().version(request.tenant(), subject.id(), number).orElseThrow(NotFound::new);
    }

    private static Map<String, Object> model(Request request, Subject subject) {
        Map<String, Object> model = new HashMap<>();
        model.put("subject", subject.title());
        model.put("back", base(request) + subject.kind().path() + subject.id());
        model.put("here", base(request) + subject.path());
        return model;
    }

    private static String base(Request request) {
        return DeskFrame.ROOT + "/" + request.site().tenant().slug();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new NotFound();
        }
        return Integer.parseInt(text);
    }
}
