package org.parvis.demarches.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.job.Job;
import org.parvis.demarches.Cases;
import org.parvis.demarches.procedure.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in the XML files of service-public.fr that the operator drops into {@code service-public/} of the data directory. */
@Component(service = Job.class)
public final class SheetFolder implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(SheetFolder.class);
    private static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 3;

    private final StateSheets sheets;
    private final @Nullable Path folder;
    /** What was looked at, with its last change: not looked at again until it changes. */
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    @Activate
    public SheetFolder(BundleContext context, @Reference StateSheets sheets) {
        this(sheets, context.getProperty("parvis.data") == null ? null : Path.of(context.getProperty("parvis.data"), "service-public"));
    }

    SheetFolder(StateSheets sheets, @Nullable Path folder) {
        this.sheets = sheets;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "demarches.sheets";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant now) {
        run(now, Progress.NONE);
    }

    @Override
    public void run(Instant now, Progress progress) {
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        List<Path> files = files(folder);
        Set<String> names = files.stream().map(file -> name(folder, file)).collect(Collectors.toSet());
        Set<String> faulty = sheets.faults().stream().map(Fault::file).collect(Collectors.toSet());
        faulty.stream().filter(file -> !names.contains(file)).forEach(sheets::forget);
        seen.keySet().retainAll(names);
        int stored = 0;
        for (int i = 0; i < files.size(); i++) {
            String name = name(folder, files.get(i));
            StateSheets.Taken taken = take(name, files.get(i));
            stored += taken == StateSheets.Taken.STORED ? 1 : 0;
            if (taken != null && taken != StateSheets.Taken.FAULTY && faulty.contains(name)) {
                sheets.forget(name);
            }
            progress.at(i + 1L, files.size());
        }
        if (stored > 0) {
            LOG.info("{} sheets of service-public.fr were taken in.", stored);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            return all.filter(path -> path.toString().endsWith(".xml") && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).limit(MOST_FILES).sorted().toList();
        } catch (IOException unreadable) {
            LOG.warn("The folder of sheets cannot be read: {}", unreadable.toString());
            return List.of();
        }
    }

    private static String name(Path folder, Path file) {
        return Cases.cut(folder.relativize(file).toString(), 200);
    }

    /** Null if it was looked at already, or cannot be read. */
    private StateSheets.@Nullable Taken take(String name, Path file) {
        long changed = file.toFile().lastModified();
        if (seen.getOrDefault(name, -1L) == changed) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            StateSheets.Taken taken = sheets.take(name, in.readNBytes(SheetReader.MOST_BYTES + 1));
            seen.put(name, changed);
            return taken;
        } catch (IOException unreadable) {
            LOG.warn("The sheet {} cannot be read: {}", name, unreadable.toString());
            return null;
        }
    }
}
