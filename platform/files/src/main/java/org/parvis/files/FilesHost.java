package org.parvis.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.parvis.files.store.FolderShelf;
import org.parvis.files.store.S3Settings;
import org.parvis.files.store.Shelf;

/** The store: the installation's data directory, or a bucket that the configuration {@code org.parvis.files} names. */
@Component(service = FilesHost.class, configurationPid = "org.parvis.files")
public final class FilesHost {
    private final ContentStore store;
    private final Path folder;
    private final Map<String, Object> properties;
    private final Pictures pictures;

    @Activate
    public FilesHost(BundleContext context, Map<String, Object> properties) {
        this(folder(context.getProperty("parvis.data")), properties, new Decoder());
    }

    /** With another number of arguments than the container's constructor: that is how the container tells them apart. */
    private FilesHost(Path folder, Map<String, Object> properties, Decoder decoder) {
        this.folder = folder;
        this.properties = properties;
        this.store = new ContentStore(folder, shelf());
        this.pictures = new Pictures(store, decoder);
    }

    static FilesHost in(Path folder) {
        return new FilesHost(folder, Map.of(), new Decoder());
    }

    static FilesHost with(Path folder, Map<String, Object> properties) {
        return new FilesHost(folder, properties, new Decoder());
    }

    private Shelf shelf() {
        return switch (String.valueOf(properties.getOrDefault("store", "folder")).strip()) {
            case "folder" -> inFolder();
            case "s3" -> inBucket().orElseThrow(() -> new IllegalArgumentException("etc/org.parvis.files.cfg says store = s3 and names no s3.bucket"));
            default -> throw new IllegalArgumentException("etc/org.parvis.files.cfg: store is folder or s3");
        };
    }

    /** What lies in the data directory, whether or not it is the store. */
    public Shelf inFolder() {
        return new FolderShelf(folder);
    }

    /** The bucket that is configured, whether or not it is the store; the caller closes it. */
    public Optional<Shelf> inBucket() {
        return S3Settings.of(properties).map(S3Settings::open);
    }

    @Deactivate
    void close() throws IOException {
        store.shelf().close();
    }

    private static Path folder(@Nullable String data) {
        return (data == null ? Path.of(System.getProperty("java.io.tmpdir"), "parvis") : Path.of(data)).resolve("files");
    }

    /** Where uploads under way wait. */
    public Path uploads() {
        return folder.resolve("uploads");
    }

    ContentStore store() {
        return store;
    }

    Pictures pictures() {
        return pictures;
    }
}
