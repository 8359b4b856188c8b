package org.parvis.acts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.EventTypes;
import org.parvis.api.event.Events;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Shape.Member;
import org.parvis.api.rest.Shape.Type;
import org.parvis.api.rest.Slice;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;

/** What programs read of the acts, and what they are told of them. */
@Component(service = {Resources.class, EventTypes.class})
public final class ActRest implements Resources, EventTypes {
    static final String PUBLISHED = "acts.published";
    static final String CORRECTED = "acts.corrected";
    static final String WITHDRAWN = "acts.withdrawn";

    private static final Shape DOCUMENT = Shape.of(
            "ActDocument", Member.of("number", Type.INTEGER), Member.of("url", Type.ADDRESS), Member.of("size", Type.INTEGER), Member.of("sha256", Type.TEXT),
            Member.of("posted", Type.MOMENT), Member.of("correction", Type.TEXT).optional());
    private static final Shape ACT = Shape.of(
            "Act", Member.of("id", Type.ID), Member.of("url", Type.ADDRESS), Member.of("kind", Type.TEXT), Member.of("number", Type.TEXT),
            Member.of("title", Type.TEXT), Member.of("matter", Type.TEXT), Member.of("adopted", Type.DAY), Member.of("published", Type.MOMENT),
            Member.of("updated", Type.MOMENT), Member.of("withdrawn", Type.MOMENT).optional(), Member.of("withdrawalReason", Type.TEXT).optional());
    private static final Shape WHOLE_ACT = whole();

    private final Acts acts;
    private final PublicUrls urls;

    @Activate
    public ActRest(@Reference Acts acts, @Reference PublicUrls urls) {
        this.acts = acts;
        this.urls = urls;
    }

    private static Shape whole() {
        List<Member> members = new ArrayList<>(ACT.members());
        members.add(Member.list("documents", DOCUMENT));
        return new Shape("WholeAct", members);
    }

    @Override
    public List<String> eventTypes() {
        return List.of(PUBLISHED, CORRECTED, WITHDRAWN);
    }

    /** Tells what a change means to those who read. A plan that is taken back is never told. */
    static void announce(Events events, Transaction transaction, Act before, Act after, Instant now) {
        String id = after.id().toString();
        if (!before.isShown(now)) {
            events.takeBack(transaction, PUBLISHED, id);
            if (after.state() == State.PUBLISHED) {
                events.announce(transaction, new Events.Event(PUBLISHED, id, after.path(), after.publishAt()));
            }
        } else if (before.state() == State.PUBLISHED && after.state() == State.WITHDRAWN) {
            events.announce(transaction, new Events.Event(WITHDRAWN, id, after.path(), null));
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.list("/acts", "acts.rest.list", ACT, this::list).reads("year", Type.INTEGER, "acts.rest.year"),
                Resource.get("/acts/{id}", "acts.rest.one", WHOLE_ACT, this::one));
    }

    private Response list(Request request) {
        Slice slice = Slice.of(request);
        Integer year = request.query("year").map(ActRest::year).orElse(null);
        ActTable.Wanted wanted = new ActTable.Wanted(year, null, null, "", null, false);
        Reader reader = acts.reader(request.tenant());
        List<Act> found = ActTable.slice(reader, wanted, request.now(), place(slice.after()), slice.limit() + 1);
        List<Act> shown = found.subList(0, Math.min(found.size(), slice.limit()));
        Act last = found.size() > shown.size() ? shown.get(shown.size() - 1) : null;
        return slice.answer(
                        request, shown.stream().map(act -> json(request, act)).toList(), last == null ? null : last.content().adopted() + " " + last.id())
                .tagged(Acts.TAG)
                .validUntil(ActTable.nextChange(reader, request.now()));
    }

    private static Integer year(String text) {
        if (!text.matches("[0-9]{4}")) {
            throw Invalid.field("year", "form.number", "1900", "2999");
        }
        return Integer.valueOf(text);
    }

    private static ActTable.@Nullable Place place(@Nullable String after) {
        if (after == null) {
            return null;
        }
        try {
            String[] parts = after.split(" ", 2);
            return new ActTable.Place(LocalDate.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Slice.wrongCursor();
        }
    }

    private Response one(Request request) {
        Reader reader = acts.reader(request.tenant());
        Act act = ActTable.byId(reader, id(request)).filter(found -> found.isShown(request.now())).orElseThrow(NotFound::new);
        Map<String, Object> one = json(request, act);
        // What was withdrawn has no document any more.
        one.put("documents", act.state() == State.WITHDRAWN ? List.of() : IssueTable.of(reader, act.id()).stream()
                .map(issue -> document(request, act, issue))
                .toList());
        return Slice.one(one).tagged(Acts.TAG, act.tag()).validUntil(ActTable.nextChange(reader, request.now()));
    }

    private static UUID id(Request request) {
        try {
            return UUID.fromString(request.variable("id"));
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }

    private Map<String, Object> document(Request request, Act act, Issue issue) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("number", issue.number());
        document.put("url", urls.of(request.site(), act.path() + "/document/" + issue.number()));
        document.put("size", issue.size());
        document.put("sha256", issue.sha256());
        document.put("posted", issue.posted());
        if (!issue.note().isEmpty()) {
            document.put("correction", issue.note());
        }
        return document;
    }

    private Map<String, Object> json(Request request, Act act) {
        Act.Content content = act.content();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", act.id().toString());
        one.put("url", urls.of(request.site(), act.path()));
        one.put("kind", content.kind().code());
        one.put("number", content.number());
        one.put("title", content.title());
        one.put("matter", content.matter());
        one.put("adopted", content.adopted());
        one.put("published", act.publishAt());
        one.put("updated", act.updatedAt());
        Act.Withdrawal withdrawal = act.withdrawal();
        if (withdrawal != null) {
            one.put("withdrawn", withdrawal.at());
            one.put("withdrawalReason", withdrawal.reason());
        }
        return one;
    }
}
