package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.job.Jobs;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "job-list", description = "Lists the jobs: when each ran, how that went, when it runs next")
public final class JobList extends ParvisCommand {

    @Reference
    Jobs jobs;

    @Override
    void run() {
        Columns columns = columns("JOB", "EVERY", "LAST", "RESULT", "NEXT");
        for (Jobs.State state : jobs.all()) {
            Jobs.Run last = state.last();
            columns.row(state.name(), state.every(), last == null ? null : last.started(), result(last), state.next());
        }
        columns.print(out());
    }

    private static String result(Jobs.Run run) {
        if (run == null) {
            return "";
        }
        if (run.ended() == null) {
            return "running" + (run.total() > 0 ? " " + run.done() + "/" + run.total() : "");
        }
        return run.error() == null ? "ok" : run.error();
    }
}
