package org.parvis.plugins;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Notices jars and KARs that are put into a folder, once they have been copied in whole. */
final class DeployFolder {

    private final Path folder;
    private Map<Path, Stamp> lastSeen = new HashMap<>();
    private final Map<Path, Stamp> taken = new HashMap<>();

    private record Stamp(long size, long modified) {}

    DeployFolder(Path folder) {
        this.folder = folder;
    }

    /** All files that are there now, by name; they count as taken. */
    List<Path> takeAll() {
        Map<Path, Stamp> now = look();
        taken.putAll(now);
        lastSeen = now;
        return now.keySet().stream().sorted().toList();
    }

    /** Files that are new or changed, and the same as at the last look: nobody is writing them any more. */
    List<Path> takeNew() {
        Map<Path, Stamp> now = look();
        List<Path> settled = new ArrayList<>();
        now.forEach((file, stamp) -> {
            if (!stamp.equals(taken.get(file)) && stamp.equals(lastSeen.get(file))) {
                settled.add(file);
                taken.put(file, stamp);
            }
        });
        taken.keySet().retainAll(now.keySet());
        lastSeen = now;
        settled.sort(null);
        return settled;
    }

    private Map<Path, Stamp> look() {
        Map<Path, Stamp> found = new HashMap<>();
        File[] files = folder.toFile().listFiles(DeployFolder::isBundle);
        Arrays.stream(files == null ? new File[0] : files)
                .forEach(file -> found.put(file.toPath(), new Stamp(file.length(), file.lastModified())));
        return found;
    }

    private static boolean isBundle(File file) {
        String name = file.getName().toLowerCase(Locale.ROOT);
        return file.isFile() && !name.startsWith(".") && (name.endsWith(".jar") || name.endsWith(".kar"));
    }
}
