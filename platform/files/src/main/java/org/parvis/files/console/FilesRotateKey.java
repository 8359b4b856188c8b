package org.parvis.files.console;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.parvis.files.seal.TenantKeys;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "files-rotate-key", description = "Puts the keys of private files under a new master key, and new files under new keys")
public final class FilesRotateKey implements Action {

    @Reference
    TenantKeys keys;

    @Reference
    Session session;

    @Override
    public @Nullable Object execute() throws IOException {
        session.getConsole().println(keys.rotate() + " keys are under the new master key; copy the file of master keys to the other nodes and to its safe place");
        return null;
    }
}
