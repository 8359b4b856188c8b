package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.operations.health.Metrics;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "metrics", description = "Prints the figures in Prometheus' text format")
public final class ShowMetrics extends ParvisCommand {

    @Reference
    Metrics metrics;

    @Override
    void run() {
        out().print(metrics.text());
    }
}
