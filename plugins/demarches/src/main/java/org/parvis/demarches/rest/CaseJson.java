package org.parvis.demarches.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Shape.Member;
import org.parvis.api.rest.Shape.Type;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.Ways;
import org.parvis.demarches.archive.CaseZip;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.clock.Deadlines;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;

/** Files as programs read them. What agents noted for themselves is not in it. */
@Component(service = CaseJson.class)
public final class CaseJson {
    static final Shape LINE = Shape.of(
            "RequestLine", Member.of("id", Type.ID), Member.of("url", Type.ADDRESS), Member.of("number", Type.TEXT), Member.of("procedure", Type.TEXT),
            Member.of("version", Type.INTEGER), Member.of("state", Type.TEXT), Member.of("kind", Type.TEXT), Member.of("outcome", Type.TEXT).optional(),
            Member.of("channel", Type.TEXT), Member.of("received", Type.MOMENT), Member.of("changed", Type.MOMENT), Member.of("closed", Type.MOMENT).optional(),
            Member.of("revision", Type.INTEGER));
    private static final Shape APPLICANT = Shape.of(
            "RequestApplicant", Member.of("name", Type.TEXT), Member.of("email", Type.TEXT), Member.of("phone", Type.TEXT), Member.of("language", Type.TEXT));
    private static final Shape EVENT =
            Shape.of("RequestClockEvent", Member.of("what", Type.TEXT), Member.of("at", Type.MOMENT), Member.of("until", Type.DAY).optional());
    private static final Shape CLOCK = Shape.of(
            "RequestClock", Member.of("registrationBy", Type.DAY), Member.of("acknowledgementBy", Type.DAY), Member.of("silence", Type.TEXT),
            Member.of("silenceOn", Type.DAY).optional(), Member.of("awaitedUntil", Type.DAY).optional(), Member.of("over", Type.TRUTH),
            Member.list("events", EVENT));
    private static final Shape ATTACHMENT = Shape.of(
            "RequestAttachment", Member.of("id", Type.TEXT), Member.of("url", Type.ADDRESS), Member.of("name", Type.TEXT), Member.of("type", Type.TEXT),
            Member.of("size", Type.INTEGER), Member.of("stored", Type.MOMENT));
    private static final Shape ATTACHED = Shape.of("RequestAttached", Member.of("id", Type.TEXT));
    private static final Shape ENTRY = Shape.of(
            "RequestEntry", Member.of("at", Type.MOMENT), Member.of("kind", Type.TEXT), Member.of("about", Type.TEXT), Member.of("author", Type.TEXT),
            Member.of("text", Type.TEXT), Member.list("attachments", ATTACHED));
    private static final Shape FIELD = Shape.of(
            "RequestWayField", Member.of("name", Type.TEXT), Member.of("label", Type.TEXT), Member.of("type", Type.TEXT), Member.of("required", Type.TRUTH));
    private static final Shape WAY = Shape.of(
            "RequestWay", Member.of("way", Type.TEXT), Member.of("label", Type.TEXT), Member.of("to", Type.TEXT), Member.of("message", Type.TRUTH),
            Member.of("reason", Type.TRUTH), Member.of("due", Type.TRUTH), Member.list("fields", FIELD));
    static final Shape WHOLE = whole();

    private static final String ROOT = "/api/v1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CaseView view;
    private final Attachments attachments;
    private final PublicUrls urls;

    @Activate
    public CaseJson(@Reference CaseView view, @Reference Attachments attachments, @Reference PublicUrls urls) {
        this.view = view;
        this.attachments = attachments;
        this.urls = urls;
    }

    private static Shape whole() {
        List<Member> members = new ArrayList<>(LINE.members());
        members.addAll(List.of(
                Member.of("title", Type.TEXT), Member.of("stateLabel", Type.TEXT), Member.of("subject", Type.TEXT), Member.object("applicant", APPLICANT),
                Member.of("answers", Type.JSON), Member.object("clock", CLOCK), Member.list("attachments", ATTACHMENT), Member.list("history", ENTRY),
                Member.list("ways", WAY)));
        return new Shape("Request", members);
    }

    /** Where a program finds a file on the site. */
    static String path(UUID file) {
        return ROOT + "/requests/" + file;
    }

    /** JSON of this plugin's library as the maps, lists and values that answers are made of. */
    public static Object plain(JsonNode json) {
        return MAPPER.convertValue(json, Object.class);
    }

    Map<String, Object> line(Site site, ChangedTable.Line line) {
        Map<String, Object> one = head(site, line.id(), line.number(), line.procedure(), line.version());
        one.put("state", line.state());
        one.put("kind", line.kind());
        put(one, "outcome", line.outcome());
        one.put("channel", line.channel());
        one.put("received", line.received());
        one.put("changed", line.changed());
        put(one, "closed", line.closed());
        one.put("revision", line.revision());
        return one;
    }

    private Map<String, Object> head(Site site, UUID id, String number, String procedure, int version) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", id.toString());
        one.put("url", urls.of(site, path(id)));
        one.put("number", number);
        one.put("procedure", procedure);
        one.put("version", version);
        return one;
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * All of a file.
     *
     * @param entries those that its applicant sees
     * @param deadlines at the moment of the request
     * @param over whether silence has decided by then
     */
    Map<String, Object> whole(Site site, CaseFile file, List<Entry> entries, Deadlines deadlines, boolean over) {
        Procedure procedure = view.procedure(file);
        Map<String, Object> one = line(site, new ChangedTable.Line(
                file.id(), file.number(), file.procedure(), file.version(), file.stand().state(), lower(file.stand().kind()),
                file.stand().outcome() == null ? null : lower(file.stand().outcome()), lower(file.channel()), file.receivedAt(), file.updatedAt(),
                file.stand().closedAt(), file.revision()));
        one.put("title", procedure.title(Cases.COMMUNE));
        one.put("stateLabel", view.state(site, procedure, file.stand().state(), Cases.COMMUNE));
        one.put("subject", file.subject());
        Map<String, Object> applicant = new LinkedHashMap<>();
        applicant.put("name", file.applicant().name());
        applicant.put("email", file.applicant().email());
        applicant.put("phone", file.applicant().phone());
        applicant.put("language", file.applicant().language());
        one.put("applicant", applicant);
        one.put("answers", plain(file.answers().json()));
        one.put("clock", clock(file, procedure, deadlines, over));
        one.put("attachments", CaseZip.pieces(attachments, site.id(), file, entries).stream().map(piece -> attachment(site, file.id(), piece)).toList());
        one.put("history", entries.stream().map(CaseJson::entry).toList());
        one.put("ways", procedure.workflow().from(file.stand().state()).stream().filter(Ways::ofAgents).map(way -> way(procedure, way)).toList());
        return one;
    }

    private static Map<String, Object> clock(CaseFile file, Procedure procedure, Deadlines deadlines, boolean over) {
        Map<String, Object> clock = new LinkedHashMap<>();
        clock.put("registrationBy", deadlines.registrationBy());
        clock.put("acknowledgementBy", deadlines.acknowledgementBy());
        clock.put("silence", procedure.header().silence().of(file.answers()).means().code());
        put(clock, "silenceOn", file.closed() ? null : deadlines.silenceOn());
        put(clock, "awaitedUntil", deadlines.awaitedUntil());
        clock.put("over", over);
        List<Map<String, Object>> events = new ArrayList<>();
        for (ClockEvent event : file.clock()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("what", event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            one.put("at", event.at());
            put(one, "until", event instanceof ClockEvent.Asked asked ? asked.until() : null);
            events.add(one);
        }
        clock.put("events", events);
        return clock;
    }

    private Map<String, Object> attachment(Site site, UUID file, Attachment piece) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", piece.id());
        one.put("url", urls.of(site, path(file) + "/attachments/" + piece.id()));
        one.put("name", piece.fileName());
        one.put("type", piece.type());
        one.put("size", piece.size());
        one.put("stored", piece.stored());
        return one;
    }

    private static Map<String, Object> entry(Entry entry) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("at", entry.at());
        one.put("kind", lower(entry.kind()));
        one.put("about", entry.about());
        one.put("author", entry.author());
        one.put("text", entry.body());
        one.put("attachments", entry.attachments().stream().map(id -> Map.of("id", id)).toList());
        return one;
    }

    private static Map<String, Object> way(Procedure procedure, Workflow.Transition transition) {
        Ways.Way way = Ways.way(procedure, transition, Cases.COMMUNE);
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("way", way.id());
        one.put("label", way.label());
        one.put("to", transition.to());
        one.put("message", way.message());
        one.put("reason", way.reason());
        one.put("due", way.due());
        one.put("fields", way.wishes().stream().map(wish -> {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("name", wish.name());
            field.put("label", wish.label());
            field.put("type", wish.type());
            field.put("required", wish.required());
            return field;
        }).toList());
        return one;
    }
}
