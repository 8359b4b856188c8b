package org.parvis.files.console;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FilesHost;
import org.parvis.files.store.Shelf;
import org.parvis.files.store.ShelfCopy;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "files-copy", description = "Copies all stored files to the other store and verifies them; can be stopped and begun again, deletes nothing")
public final class FilesCopy implements Action {

    @Argument(name = "to", required = true, description = "s3 or folder")
    String to;

    @Reference
    FilesHost host;

    @Reference
    Session session;

    @Override
    public @Nullable Object execute() throws IOException {
        if (!"s3".equals(to) && !"folder".equals(to)) {
            throw new IllegalArgumentException("copy to s3 or to folder");
        }
        try (Shelf folder = host.inFolder();
                Shelf bucket = host.inBucket().orElseThrow(() -> new IllegalArgumentException("etc/org.parvis.files.cfg names no s3.bucket"))) {
            boolean up = "s3".equals(to);
            ShelfCopy.Done done = new ShelfCopy(up ? folder : bucket, up ? bucket : folder).run();
            session.getConsole().printf("%d copied and verified (%d bytes), %d were there already%n", done.copied(), done.bytes(), done.there());
            if (!done.damaged().isEmpty()) {
                done.damaged().forEach(name -> session.getConsole().println("damaged, not copied: " + name));
                throw new IllegalStateException(done.damaged().size() + " files are not what they were when they were stored");
            }
            return null;
        }
    }
}
