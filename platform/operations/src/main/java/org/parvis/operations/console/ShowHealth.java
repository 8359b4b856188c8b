package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.operations.health.Health;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "health", description = "Says whether the installation is well; fails if something is down")
public final class ShowHealth extends ParvisCommand {

    @Reference
    Health health;

    @Override
    void run() {
        Columns columns = columns("CHECK", "STATE", "DETAIL");
        Health.Report report = health.look();
        report.findings().forEach(finding -> columns.row(finding.check(), finding.state(), finding.detail()));
        columns.print(out());
        if (report.state() == Health.State.DOWN) {
            throw new IllegalStateException("something is down");
        }
    }
}
