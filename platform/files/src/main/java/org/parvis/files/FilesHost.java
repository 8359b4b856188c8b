package org.parvis.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The store in the installation's data directory. */
@Component(service = FilesHost.class)
public final class FilesHost {
    private final ContentStore store;
    private final Path uploads;
    private final Pictures pictures;

    @Activate
    public FilesHost(BundleContext context) {
        this(folder(context.getProperty("parvis.data")), new Decoder());
    }

    /** With another number of arguments than the container's constructor: that is how the container tells them apart. */
    private FilesHost(Path folder, Decoder decoder) {
        this.store = new ContentStore(folder);
        this.uploads = folder.resolve("uploads");
        this.pictures = new Pictures(store, decoder);
    }

    static FilesHost in(Path folder) {
        return new FilesHost(folder, new Decoder());
    }

    private static Path folder(@Nullable String data) {
        return (data == null ? Path.of(System.getProperty("java.io.tmpdir"), "parvis") : Path.of(data)).resolve("files");
    }

    /** Where uploads under way wait. */
    public Path uploads() {
        return uploads;
    }

    ContentStore store() {
        return store;
    }

    Pictures pictures() {
        return pictures;
    }
}
