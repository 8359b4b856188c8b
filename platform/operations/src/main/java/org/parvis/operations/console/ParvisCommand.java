package org.parvis.operations.console;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Refusal;
import org.parvis.api.view.Themes;
import org.parvis.operations.Refusals;

/** A command; what it throws becomes a message and an exit status. */
@NullUnmarked
abstract class ParvisCommand implements Action {

    @Reference
    Plugins plugins;

    @Reference
    Themes themes;

    @Reference
    Session session;

    @Override
    public final @Nullable Object execute() throws IOException {
        try {
            run();
            return null;
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(Refusals.sentence(refusal, themes, plugins, Locale.FRENCH), refusal);
        }
    }

    abstract void run() throws IOException;

    PrintStream out() {
        return session.getConsole();
    }

    /** A table with a line of headings; columns as wide as they must be. */
    Columns columns(String... headings) {
        return new Columns(headings);
    }
}
