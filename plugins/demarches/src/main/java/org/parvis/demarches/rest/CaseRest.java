package org.parvis.demarches.rest;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Shape.Member;
import org.parvis.api.rest.Shape.Type;
import org.parvis.api.rest.Slice;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Pieces;
import org.parvis.demarches.Ways;
import org.parvis.demarches.archive.CaseZip;
import org.parvis.demarches.clock.Deadlines;
import org.parvis.demarches.procedure.Workflow;

/**
 * Files for business software: of those procedures alone that the commune opened to programs. The list has nothing personal; reading a file or
 * one of its attachments is noted, as when an agent does.
 */
@Component(service = Resources.class)
public final class CaseRest implements Resources {
    static final String READ = "demarches.read";
    static final String WRITE = "demarches.write";

    private static final List<String> KINDS = List.of("open", "waiting", "closed");
    private static final Shape MOVE = Shape.of(
            "NewRequestMove", Member.of("way", Type.TEXT).upTo(40), Member.of("revision", Type.INTEGER), Member.of("message", Type.TEXT).upTo(Ways.LONGEST).optional(),
            Member.of("reason", Type.TEXT).upTo(Ways.LONGEST).optional(), Member.of("due", Type.DAY).upTo(10).optional(),
            Member.of("fields", Type.JSON).upTo(20_000).optional());
    private static final Shape MOVED = Shape.of(
            "RequestMove", Member.of("id", Type.ID), Member.of("request", Type.ID), Member.of("way", Type.TEXT), Member.of("at", Type.MOMENT),
            Member.of("state", Type.TEXT), Member.of("kind", Type.TEXT), Member.of("revision", Type.INTEGER));

    private final Cases cases;
    private final CaseView view;
    private final CaseJson json;
    private final Handling handling;
    private final Ways ways;
    private final Offers offers;
    private final Attachments attachments;

    @Activate
    public CaseRest(
            @Reference Cases cases, @Reference CaseView view, @Reference CaseJson json, @Reference Handling handling, @Reference Ways ways, @Reference Offers offers,
            @Reference Attachments attachments) {
        this.cases = cases;
        this.view = view;
        this.json = json;
        this.handling = handling;
        this.ways = ways;
        this.offers = offers;
        this.attachments = attachments;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.list("/requests", "demarches.rest.list", CaseJson.LINE, this::list)
                        .reads("procedure", Type.TEXT, "demarches.rest.procedure")
                        .reads("state", Type.TEXT, "demarches.rest.state")
                        .reads("kind", Type.TEXT, "demarches.rest.kind")
                        .reads("changedSince", Type.MOMENT, "demarches.rest.since")
                        .scope(READ),
                Resource.get("/requests/{id}", "demarches.rest.one", CaseJson.WHOLE, this::one).scope(READ),
                Resource.get("/requests/{id}/attachments/{attachment}", "demarches.rest.attachment", Shape.BYTES, this::attachment).scope(READ),
                Resource.post("/requests/{id}/moves", "demarches.rest.move", WRITE, MOVE, MOVED, this::move));
    }

    private Response list(Request request) {
        Slice slice = Slice.of(request);
        ChangedTable.Wanted wanted = wanted(request);
        Reader reader = cases.reader(request.tenant());
        List<ChangedTable.Line> found =
                wanted.procedures().isEmpty() ? List.of() : ChangedTable.slice(reader, wanted, place(slice.after()), slice.limit() + 1);
        List<ChangedTable.Line> shown = found.subList(0, Math.min(found.size(), slice.limit()));
        ChangedTable.Line last = found.size() > shown.size() ? shown.get(shown.size() - 1) : null;
        return slice.answer(
                request, shown.stream().map(line -> json.line(request.site(), line)).toList(), last == null ? null : last.changed() + " " + last.id());
    }

    /** What a program asks for; of procedures that are not opened nothing is there. */
    private ChangedTable.Wanted wanted(Request request) {
        List<String> procedures = offers.opened(request.tenant()).stream()
                .filter(id -> request.query("procedure").map(id::equals).orElse(true))
                .toList();
        String kind = request.query("kind").orElse(null);
        if (kind != null && !KINDS.contains(kind)) {
            throw Invalid.field("kind", "demarches.rest.kind.wrong", String.join(", ", KINDS));
        }
        return new ChangedTable.Wanted(
                procedures, request.query("state").map(state -> Cases.cut(state, 40)).orElse(null), kind == null ? null : kind.toUpperCase(Locale.ROOT),
                request.query("changedSince").map(CaseRest::moment).orElse(null));
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException malformed) {
            throw Invalid.field("changedSince", "demarches.rest.since.wrong");
        }
    }

    private static ChangedTable.@Nullable Place place(@Nullable String after) {
        if (after == null) {
            return null;
        }
        try {
            String[] parts = after.split(" ", 2);
            return new ChangedTable.Place(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw Slice.wrongCursor();
        }
    }

    /** @throws NotFound also if its procedure is not opened to programs */
    private CaseFile file(Request request) {
        CaseFile file = cases.get(request.tenant(), Paths.uuid(request.variable("id")));
        if (!offers.offer(request.tenant(), file.procedure()).says(Offer.PROGRAMS)) {
            throw new NotFound();
        }
        return file;
    }

    /** The history as the applicant sees it. */
    private List<Entry> entries(Request request, CaseFile file) {
        return EntryTable.of(cases.reader(request.tenant()), file.id()).stream().filter(entry -> !entry.agentsOnly()).toList();
    }

    private Response one(Request request) {
        CaseFile file = file(request);
        handling.read(request.site(), file, request.signedIn());
        Deadlines deadlines = view.deadlines(request.site(), file, request.now());
        return Slice.one(json.whole(request.site(), file, entries(request, file), deadlines, deadlines.over(request.now())));
    }

    private Response attachment(Request request) {
        CaseFile file = file(request);
        Attachment wanted = CaseZip.pieces(attachments, request.tenant(), file, entries(request, file)).stream()
                .filter(piece -> piece.id().equals(request.variable("attachment")))
                .findFirst()
                .orElseThrow(NotFound::new);
        handling.read(request.site(), file, request.signedIn());
        return Pieces.of(request, attachments, wanted, "'none'");
    }

    /** Goes a way as an agent would. What was done already, word for word, is answered as it was the first time. */
    private Response move(Request request) throws IOException {
        CaseFile file = file(request);
        Form form = request.form();
        Workflow.Transition way = view.procedure(file).workflow().byId(form.value("way"))
                .filter(Ways::ofAgents)
                .orElseThrow(() -> Invalid.field("way", "demarches.rest.way"));
        int revision = Ways.revision(form, "revision");
        GivenByProgram given = GivenByProgram.of(way.id(), form);
        UUID deed = given.deed(request.signedIn().id(), file.id(), revision);
        Optional<Entry> before = done(request, file, deed);
        if (before.isPresent()) {
            return moved(file, way, revision, before.get());
        }
        try {
            ways.go(request, file, revision, way, Ways.filled(request, way, given), deed);
        } catch (Invalid refused) {
            throw Invalid.of(given.errors(refused));
        } catch (Conflict conflict) {
            // A repetition that overtook the first, or somebody else.
            Entry twin = done(request, file, deed).orElseThrow(() -> conflict);
            return moved(file, way, revision, twin);
        }
        return moved(file, way, revision, done(request, file, deed).orElseThrow());
    }

    private Optional<Entry> done(Request request, CaseFile file, UUID deed) {
        return EntryTable.of(cases.reader(request.tenant()), file.id()).stream().filter(entry -> entry.id().equals(deed)).findFirst();
    }

    private Response moved(CaseFile file, Workflow.Transition way, int revision, Entry entry) {
        Workflow.State to = view.procedure(file).workflow().state(way.to());
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", entry.id().toString());
        one.put("request", file.id().toString());
        one.put("way", way.id());
        one.put("at", entry.at());
        one.put("state", to.id());
        one.put("kind", to.kind().name().toLowerCase(Locale.ROOT));
        one.put("revision", revision + 1);
        return Slice.one(one).status(201);
    }
}
