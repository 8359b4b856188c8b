package org.parvis.demarches.prefill;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Shape.Member;
import org.parvis.api.rest.Shape.Type;
import org.parvis.api.rest.Slice;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Screen;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.rest.CaseJson;

/** For partners: which procedures can be done online and what they ask, and links to forms that are filled in with what the partner knows. */
@Component(service = Resources.class)
public final class PrefillRest implements Resources {
    static final String PREFILL = "demarches.prefill";

    private static final Shape PROCEDURE = Shape.of(
            "Procedure", Member.of("id", Type.TEXT), Member.of("version", Type.INTEGER), Member.of("title", Type.TEXT), Member.of("url", Type.ADDRESS));
    private static final Shape WHOLE = whole();
    private static final Shape LINK = Shape.of("NewPrefilledLink", Member.of("answers", Type.JSON).upTo(100_000), Member.of("days", Type.INTEGER).optional());
    private static final Shape MADE = Shape.of("PrefilledLink", Member.of("url", Type.ADDRESS), Member.of("until", Type.DAY));

    private final Offers offers;
    private final Prefills prefills;
    private final PublicUrls urls;

    @Activate
    public PrefillRest(@Reference Offers offers, @Reference Prefills prefills, @Reference PublicUrls urls) {
        this.offers = offers;
        this.prefills = prefills;
        this.urls = urls;
    }

    private static Shape whole() {
        List<Member> members = new ArrayList<>(PROCEDURE.members());
        members.add(Member.of("schema", Type.JSON));
        return new Shape("WholeProcedure", members);
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.list("/procedures", "demarches.rest.procedures", PROCEDURE, this::list),
                Resource.get("/procedures/{id}", "demarches.rest.procedure.one", WHOLE, this::one),
                Resource.post("/procedures/{id}/links", "demarches.rest.link", PREFILL, LINK, MADE, this::link));
    }

    private List<Procedure> online(Request request) {
        return offers.offered(request.tenant()).stream()
                .map(Offers.Offered::procedure)
                .filter(Procedure::online)
                .sorted(Comparator.comparing(Procedure::id))
                .toList();
    }

    private Procedure procedure(Request request) {
        return online(request).stream().filter(procedure -> procedure.id().equals(request.variable("id"))).findFirst().orElseThrow(NotFound::new);
    }

    private Response list(Request request) {
        Slice slice = Slice.of(request);
        String after = slice.after() == null ? "" : slice.after();
        List<Procedure> left = online(request).stream().filter(procedure -> procedure.id().compareTo(after) > 0).toList();
        List<Procedure> shown = left.subList(0, Math.min(left.size(), slice.limit()));
        String next = left.size() > shown.size() ? shown.get(shown.size() - 1).id() : null;
        return tagged(slice.answer(request, shown.stream().map(procedure -> head(request, procedure)).toList(), next));
    }

    private Response one(Request request) {
        Procedure procedure = procedure(request);
        Map<String, Object> one = head(request, procedure);
        one.put("schema", CaseJson.plain(procedure.schema().getSchemaNode()));
        return tagged(Slice.one(one));
    }

    private static Response tagged(Response response) {
        return response.tagged(Offers.TAG, Procedures.TAG + "@" + TenantId.TERRITORY);
    }

    private Map<String, Object> head(Request request, Procedure procedure) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", procedure.id());
        head.put("version", procedure.version());
        head.put("title", procedure.title(Wanted.of(request.language())));
        head.put("url", urls.of(request.site(), Paths.prefix(request) + "/teleservices/" + procedure.id()));
        return head;
    }

    private Response link(Request request) throws IOException {
        Procedure procedure = procedure(request);
        Form form = request.form();
        String days = form.text("days").orElse(String.valueOf(Prefills.USUAL_DAYS));
        if (!days.matches("[0-9]{1,2}") || Integer.parseInt(days) < 1 || Integer.parseInt(days) > Prefills.MOST_DAYS) {
            throw Invalid.field("days", "form.number", 1, Prefills.MOST_DAYS);
        }
        Answers answers = Answers.of(form.value("answers"));
        Screen screen = new Screen(procedure, Wanted.of(request.language()), id -> Optional.empty());
        List<FieldError> faults = Prefills.faults(procedure, answers, screen, LocalDate.ofInstant(request.now(), request.site().tenant().zone()));
        if (!faults.isEmpty()) {
            throw Invalid.of(faults.stream()
                    .map(fault -> new FieldError(fault.field().isEmpty() ? "answers" : "answers." + fault.field(), fault.messageKey(), fault.arguments()))
                    .toList());
        }
        Prefills.Made made = prefills.make(request.site(), procedure, answers, request.signedIn(), Integer.parseInt(days), request.now());
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("url", made.url());
        one.put("until", made.until());
        return Slice.one(one).status(201);
    }
}
