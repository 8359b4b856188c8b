package org.parvis.files.console;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.parvis.files.ClearFiles;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "files-seal", description = "Encrypts files that are not public for all and were stored before they were encrypted")
public final class FilesSeal implements Action {

    @Reference
    ClearFiles files;

    @Reference
    Session session;

    @Override
    public @Nullable Object execute() {
        ClearFiles.Outcome outcome = files.seal();
        session.getConsole().println(outcome.sealed() + " files are encrypted now; " + outcome.open() + " are public and stay as they lie");
        outcome.unreadable().forEach(id -> session.getConsole().println("cannot be read: " + id));
        return null;
    }
}
