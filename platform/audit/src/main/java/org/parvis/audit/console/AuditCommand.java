package org.parvis.audit.console;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A command of the audit log. */
@NullUnmarked
abstract class AuditCommand implements Action {

    @Reference
    Session session;

    @Override
    public final @Nullable Object execute() throws IOException {
        run();
        return null;
    }

    abstract void run() throws IOException;

    PrintStream out() {
        return session.getConsole();
    }
}
