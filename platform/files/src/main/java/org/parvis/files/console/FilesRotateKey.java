package org.parvis.files.console;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.parvis.files.seal.Rotation;
import org.parvis.files.seal.TenantKeys;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "files-rotate-key", description = "Puts the keys of private files under a new master key, once all nodes have it, and new files under new keys")
public final class FilesRotateKey implements Action {

    @Option(name = "--anew", description = "Makes another new master key: the one that waits for other nodes is lost")
    boolean anew;

    @Reference
    TenantKeys keys;

    @Reference
    Session session;

    @Override
    public @Nullable Object execute() throws IOException {
        Rotation rotation = keys.rotate(anew);
        if (rotation.done()) {
            session.getConsole().println(rotation.keys() + " keys are under the new master key " + rotation.master() + "; copy the file of master keys to its safe place");
        } else {
            session.getConsole().println("the new master key " + rotation.master() + " is in the file of this node and not yet used: copy the file to "
                    + String.join(", ", rotation.lacking()) + ", then give this command again after a minute");
        }
        return null;
    }
}
