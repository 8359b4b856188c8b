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
    private final Pictures pictures;

    @Activate
    public FilesHost(BundleContext context) {
        this(folder(context.getProperty("parvis.data")));
    }

    FilesHost(Path folder) {
        this.store = new ContentStore(folder);
        this.pictures = new Pictures(store);
    }

    private static Path folder(@Nullable String data) {
        return (data == null ? Path.of(System.getProperty("java.io.tmpdir"), "parvis") : Path.of(data)).resolve("files");
    }

    ContentStore store() {
        return store;
    }

    Pictures pictures() {
        return pictures;
    }
}
