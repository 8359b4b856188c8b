package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.job.Jobs;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "job-run", description = "Lets a job run now")
public final class JobRun extends ParvisCommand {

    @Reference
    Jobs jobs;

    @Argument(name = "job", description = "Name of the job, as in parvis:job-list", required = true)
    String job;

    @Override
    void run() {
        if (!jobs.runNow(job)) {
            throw new IllegalArgumentException("there is no job " + job + ", or it runs already");
        }
        out().println(job + " runs as soon as a node is free; parvis:job-list says how it went");
    }
}
