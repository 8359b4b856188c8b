package org.parvis.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Migrations.Source;

/** Shows Liquibase the files of one module under {@code <module>/}, which keeps modules apart in its table of change sets. */
final class SourceAccessor extends AbstractResourceAccessor {
    private final Source source;
    private final String prefix;

    SourceAccessor(Source source) {
        this.source = source;
        this.prefix = source.name() + '/';
    }

    @Override
    public List<Resource> getAll(String path) throws IOException {
        String relative = relative(path);
        if (relative == null) {
            return List.of();
        }
        boolean there;
        try (InputStream opened = source.open(relative).orElse(null)) {
            there = opened != null;
        }
        return there ? List.of(new SourceResource(prefix + relative)) : List.of();
    }

    @Override
    public List<Resource> search(String path, boolean recursive) {
        String folder = path.endsWith("/") ? path : path + '/';
        return source.paths().stream()
                .map(known -> prefix + known)
                .filter(known -> known.startsWith(folder) && (recursive || known.indexOf('/', folder.length()) < 0))
                .sorted()
                .<Resource>map(SourceResource::new)
                .toList();
    }

    @Override
    public List<String> describeLocations() {
        return List.of("plugin/db of " + source.name());
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }

    private @Nullable String relative(String path) {
        String plain = path.startsWith("/") ? path.substring(1) : path;
        return plain.startsWith(prefix) ? plain.substring(prefix.length()) : null;
    }

    /** One file. */
    private final class SourceResource extends AbstractResource {
        SourceResource(String path) {
            super(path, URI.create("parvis:" + path.replace(' ', '_')));
        }

        @Override
        public InputStream openInputStream() throws IOException {
            String relative = relative(getPath());
            if (relative == null) {
                throw new FileNotFoundException(getPath());
            }
            return source.open(relative).orElseThrow(() -> new FileNotFoundException(getPath()));
        }

        @Override
        public boolean exists() {
            String relative = relative(getPath());
            return relative != null && source.paths().contains(relative);
        }

        @Override
        public Resource resolve(String other) {
            return new SourceResource(resolvePath(other));
        }

        @Override
        public Resource resolveSibling(String other) {
            return new SourceResource(resolveSiblingPath(other));
        }
    }
}
