package org.parvis.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.parvis.api.data.Migrations;

/**
 * The files below {@code plugin/} of a bundle, in memory: a bundle that is read on demand gives errors while it is replaced.
 */
final class Resources implements Migrations.Source {

    private static final String ROOT = "plugin/";
    private static final String DATABASE = "db/";

    private final String name;
    private final TreeMap<String, byte[]> files;

    private Resources(String name, TreeMap<String, byte[]> files) {
        this.name = name;
        this.files = files;
    }

    /** @param name the plugin's id */
    static Resources of(String name, Bundle bundle) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        var urls = bundle.findEntries(ROOT, "*", true);
        for (URL url : urls == null ? List.<URL>of() : Collections.list(urls)) {
            String path = url.getPath().substring(url.getPath().indexOf(ROOT) + ROOT.length());
            if (!path.isEmpty() && !path.endsWith("/")) {
                files.put(path, read(url));
            }
        }
        return new Resources(name, files);
    }

    private static byte[] read(URL url) {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + url, e);
        }
    }

    /** Paths below a folder, relative to it. */
    List<String> below(String folder) {
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        Map<String, byte[]> part = files.subMap(prefix, prefix + Character.MAX_VALUE);
        return part.keySet().stream().map(path -> path.substring(prefix.length())).toList();
    }

    Optional<InputStream> file(String path) {
        return Optional.ofNullable(files.get(path)).map(ByteArrayInputStream::new);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<InputStream> open(String path) {
        return file(DATABASE + path);
    }

    @Override
    public List<String> paths() {
        return below(DATABASE);
    }
}
