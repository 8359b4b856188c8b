package org.parvis.demarches.bouquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.job.Jobs;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Screen;
import org.parvis.demarches.TerritoryOnly;
import org.parvis.demarches.procedure.Problem;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.VersionFit;

/** Where the territory looks at what moving files to a newer version would do, and asks for it. Files are told by their numbers alone. */
@Component(service = Routes.class)
public final class MigrationDesk implements Routes {
    private static final int SHOWN = 100;

    private final Procedures procedures;
    private final Migrating migrating;
    private final Tenants tenants;
    private final Jobs jobs;

    @Activate
    public MigrationDesk(@Reference Procedures procedures, @Reference Migrating migrating, @Reference Tenants tenants, @Reference Jobs jobs) {
        this.procedures = procedures;
        this.migrating = migrating;
        this.tenants = tenants;
        this.jobs = jobs;
    }

    /** Why files do not fit, and how many. */
    public record Reason(FieldError why, int files) {}

    /** A file that stays. */
    public record Staying(String number, String tenant, List<FieldError> why) {}

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(BouquetDesk.PATH + "/{procedure}/{version}/migrer", this::show).limits(Limits.UPLOAD),
                TerritoryOnly.post(BouquetDesk.PATH + "/{procedure}/{version}/migrer", this::ask).limits(Limits.UPLOAD));
    }

    /** A version and the one to which its files would go. */
    private record Way(Procedure from, Procedure to) {}

    private Way way(Request request) {
        String id = request.variable("procedure");
        int from = BouquetDesk.number(request.variable("version"));
        Procedure to = migrating.target(id, from).orElseThrow(NotFound::new);
        return new Way(procedures.version(id, from), to);
    }

    private Response show(Request request) {
        return show(request, way(request), List.of());
    }

    private Response show(Request request, Way way, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        Migrating.Preview preview = migrating.preview(way.from(), way.to());
        List<FieldError> reasons = new ArrayList<>();
        List<Staying> staying = new ArrayList<>();
        for (Migrating.Unfit unfit : preview.unfit()) {
            List<FieldError> why = unfit.misfits().stream().map(misfit -> said(way, misfit, wanted)).distinct().toList();
            reasons.addAll(why);
            String tenant = tenants.byId(unfit.file().tenant()).map(site -> site.tenant().name().name()).orElse("");
            staying.add(new Staying(unfit.file().number(), tenant, why));
        }
        Map<String, Object> model = new HashMap<>();
        model.put("id", way.from().id());
        model.put("title", way.to().title(wanted));
        model.put("from", way.from().version());
        model.put("to", way.to().version());
        model.put("total", preview.total());
        model.put("looked", preview.looked());
        model.put("fitting", preview.fitting());
        model.put("reasons", Migrating.counted(reasons).entrySet().stream().map(each -> new Reason(each.getKey(), each.getValue())).toList());
        model.put("unfit", staying.size());
        model.put("staying", staying.subList(0, Math.min(SHOWN, staying.size())));
        model.put("running", migrating.of(way.from().id()).stream().anyMatch(migration -> migration.endedAt() == null));
        model.put("errors", errors);
        return Response.view("demarches/desk-migrate", model);
    }

    /** A reason in the words of the version that asks the question; its field is that question. */
    private static FieldError said(Way way, VersionFit.Misfit misfit, Wanted wanted) {
        Problem problem = misfit.problem();
        return switch (misfit.why()) {
            case STATE -> FieldError.of("", "demarches.migrate.state", Optional.of(way.from().texts().text(wanted, "state." + misfit.about()))
                    .filter(label -> !label.isEmpty()).orElse(misfit.about()));
            case SILENCE -> FieldError.of("", "demarches.migrate.silence");
            case LOST -> FieldError.of("", "demarches.migrate.lost", way.from().screens().fields().stream()
                    .filter(field -> field.path().equals(misfit.about())).findFirst()
                    .map(field -> screen(way.from(), wanted).label(field.key())).orElse(misfit.about()));
            case ANSWER -> {
                Screen screen = screen(way.to(), wanted);
                FieldError said = screen.error(problem == null ? new Problem(misfit.about(), null, "other", "") : problem);
                String question = problem == null || problem.field() == null ? misfit.about() : screen.label(problem.field().key());
                yield FieldError.of(question, said.messageKey(), said.arguments().toArray());
            }
        };
    }

    private static Screen screen(Procedure procedure, Wanted wanted) {
        return new Screen(procedure, wanted, id -> Optional.empty());
    }

    private Response ask(Request request) throws IOException {
        Way way = way(request);
        if (!request.form().ticked("confirm")) {
            return show(request, way, List.of(FieldError.of("confirm", "demarches.error.confirm"))).status(422);
        }
        if (!request.form().value("to").equals(String.valueOf(way.to().version()))) {
            return show(request, way, List.of(FieldError.of("confirm", "demarches.migrate.newer"))).status(409);
        }
        try {
            migrating.ask(way.from(), way.to(), request.signedIn());
        } catch (Conflict running) {
            return show(request, way, List.of(FieldError.of("confirm", running.messageKey()))).status(running.status());
        }
        jobs.runNow(MigrationJob.NAME);
        return AtDesk.done(request, BouquetDesk.PATH + "/" + way.from().id(), "asked");
    }
}
