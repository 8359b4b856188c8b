package org.parvis.operations.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.job.Jobs;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.view.Themes;

/** The jobs: when each runs, how its last runs went, and a button to run it now. */
@Component
public final class JobPages implements Routes, DeskMenu {
    private static final String PATH = "/taches";
    private static final int RUNS = 30;

    private final Jobs jobs;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public JobPages(@Reference Jobs jobs, @Reference Plugins plugins, @Reference Themes themes) {
        this.jobs = jobs;
        this.plugins = plugins;
        this.themes = themes;
    }

    /**
     * A job as listed.
     *
     * @param progress how far the run that goes on has come, or empty
     * @param error of the last run, or null
     */
    public record Line(
            String name,
            String label,
            String every,
            @Nullable Instant next,
            boolean running,
            String progress,
            @Nullable Instant started,
            String duration,
            @Nullable String error,
            @Nullable Instant failed) {}

    /** A run of a job. */
    public record Past(Instant started, String duration, @Nullable String error, String progress) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("operations.jobs.title", PATH, FleetGuard.PERMISSION, Group.TERRITORY, "clock", 42));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                FleetGuard.get(PATH, this::list, "fait"),
                FleetGuard.get(PATH + "/{name}", this::show, "fait"),
                FleetGuard.post(PATH + "/{name}", this::run));
    }

    private Response list(Request request) {
        return Response.view(
                "operations/jobs",
                Map.of(
                        "lines", jobs.all().stream().map(state -> line(request, state)).toList(),
                        "done", request.query("fait").isPresent()));
    }

    private Response show(Request request) {
        Jobs.State state = state(request);
        return Response.view(
                "operations/job",
                Map.of(
                        "job", line(request, state),
                        "runs", jobs.runs(state.name(), RUNS).stream().map(run -> past(request, run)).toList()));
    }

    private Response run(Request request) throws IOException {
        Jobs.State state = state(request);
        if (!jobs.runNow(state.name())) {
            throw new Conflict("operations.jobs.running");
        }
        return Response.seeOther(FleetGuard.at(request, PATH + "?fait=oui"));
    }

    private Jobs.State state(Request request) {
        String name = request.variable("name");
        return jobs.all().stream().filter(state -> state.name().equals(name)).findFirst().orElseThrow(NotFound::new);
    }

    private Line line(Request request, Jobs.State state) {
        Jobs.Run last = state.last();
        Jobs.Run failed = state.failed();
        boolean running = last != null && last.ended() == null;
        return new Line(
                state.name(), label(request, state.name()), text(request, "operations.jobs.every", duration(request, state.every())), state.next(), running,
                running ? progress(request, last) : "", last == null ? null : last.started(), last == null ? "" : duration(request, last),
                last == null ? null : last.error(), failed == null ? null : failed.started());
    }

    private Past past(Request request, Jobs.Run run) {
        return new Past(run.started(), duration(request, run), run.error(), progress(request, run));
    }

    /** In the words of the plugin that contributes it; its name if it has none. */
    private String label(Request request, String name) {
        int dot = name.indexOf('.');
        String key = dot < 0 ? name : name.substring(0, dot) + ".job" + name.substring(dot);
        return themes.find("base", plugins.newest(), request.language(), key).orElse(name);
    }

    private String progress(Request request, Jobs.Run run) {
        if (run.done() == 0 && run.total() == 0) {
            return "";
        }
        return run.total() == 0 ? text(request, "operations.jobs.done", run.done()) : text(request, "operations.jobs.of", run.done(), run.total());
    }

    private String duration(Request request, Jobs.Run run) {
        Instant ended = run.ended();
        return ended == null ? "" : duration(request, Duration.between(run.started(), ended));
    }

    private String duration(Request request, Duration time) {
        if (time.toMillis() < 1_000) {
            return text(request, "operations.time.ms", time.toMillis());
        }
        if (time.toSeconds() < 60) {
            return text(request, "operations.time.s", time.toSeconds());
        }
        if (time.toMinutes() < 60) {
            return text(request, "operations.time.min", time.toMinutes());
        }
        return time.toHours() < 48 ? text(request, "operations.time.h", time.toHours()) : text(request, "operations.time.d", time.toDays());
    }

    private String text(Request request, String key, Object... arguments) {
        return themes.text("base", plugins.newest(), request.language(), key, arguments);
    }
}
