package org.parvis.demarches.bouquet;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.job.Job;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.Fault;
import org.parvis.demarches.procedure.PackageFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes procedures in: those that come with the plugin, and those that the operator drops as folders or ZIP files into
 * {@code procedures/} of the data directory while the system runs. What is refused is told in the log and in a text file beside it.
 */
@Component(service = {Job.class, Bouquet.class})
public final class Bouquet implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(Bouquet.class);
    private static final String SHIPPED = "plugin/procedures/";
    private static final int MOST_DROPPED = 500;

    private final Procedures procedures;
    private final Map<String, Map<String, byte[]>> shipped;
    private final @Nullable Path folder;
    /** What was dropped and looked at, with its last change: not looked at again until it changes. */
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    @Activate
    public Bouquet(BundleContext context, @Reference Procedures procedures) throws IOException {
        this(procedures, shipped(context), folder(context.getProperty("parvis.data")));
    }

    Bouquet(Procedures procedures, Map<String, Map<String, byte[]>> shipped, @Nullable Path folder) {
        this.procedures = procedures;
        this.shipped = shipped;
        this.folder = folder;
    }

    private static @Nullable Path folder(@Nullable String data) {
        return data == null ? null : Path.of(data, "procedures");
    }

    private static Map<String, Map<String, byte[]>> shipped(BundleContext context) throws IOException {
        Map<String, Map<String, byte[]>> all = new TreeMap<>();
        var entries = context.getBundle().findEntries(SHIPPED, "*", true);
        for (URL url : entries == null ? List.<URL>of() : Collections.list(entries)) {
            String path = url.getPath().substring(url.getPath().indexOf(SHIPPED) + SHIPPED.length());
            int slash = path.indexOf('/');
            if (slash > 0 && !path.endsWith("/")) {
                try (InputStream in = url.openStream()) {
                    all.computeIfAbsent(path.substring(0, slash), id -> new TreeMap<>()).put(path.substring(slash + 1), in.readAllBytes());
                }
            }
        }
        return all;
    }

    @Override
    public String name() {
        return "demarches.procedures";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run(Instant now) {
        storeShipped();
        if (folder != null && Files.isDirectory(folder)) {
            dropped(folder).forEach(this::take);
        }
        // Hundreds of procedures take seconds to be read: here, not while a visitor waits.
        procedures.newest();
    }

    /** Stores what comes with the plugin, as far as it is not there. */
    public void storeShipped() {
        shipped.forEach((id, files) -> {
            if (!seen.containsKey(SHIPPED + id)) {
                Procedures.Installed installed = procedures.install(files, "shipped", null);
                installed.faults().forEach(fault -> LOG.error("The procedure {} that comes with the plugin has a fault: {}", id, said(fault)));
                seen.put(SHIPPED + id, 0L);
            }
        });
    }

    private static List<Path> dropped(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> Files.isDirectory(path) || path.toString().endsWith(".zip")).limit(MOST_DROPPED).sorted().toList();
        } catch (IOException unreadable) {
            LOG.warn("The folder of procedures cannot be read: {}", unreadable.toString());
            return List.of();
        }
    }

    private void take(Path path) {
        try {
            long changed = changed(path);
            if (seen.getOrDefault(path.toString(), -1L) == changed) {
                return;
            }
            report(path, install(path));
            seen.put(path.toString(), changed);
        } catch (IOException unreadable) {
            LOG.warn("The procedure {} cannot be read: {}", path.getFileName(), unreadable.toString());
        }
    }

    private List<Fault> install(Path path) throws IOException {
        try {
            Map<String, byte[]> files;
            if (Files.isDirectory(path)) {
                files = PackageFiles.folder(path);
            } else {
                try (InputStream in = Files.newInputStream(path)) {
                    files = PackageFiles.zip(in);
                }
            }
            Procedures.Installed installed = procedures.install(files, "folder", null);
            if (installed.procedure() != null && installed.fresh()) {
                LOG.info("Installed version {} of the procedure {}.", installed.procedure().version(), installed.procedure().id());
            }
            return installed.faults();
        } catch (PackageFiles.Unreadable unreadable) {
            return List.of(unreadable.fault());
        }
    }

    private static void report(Path path, List<Fault> faults) throws IOException {
        Path report = path.resolveSibling(path.getFileName() + ".faults.txt");
        if (faults.isEmpty()) {
            Files.deleteIfExists(report);
            return;
        }
        List<String> lines = new ArrayList<>();
        faults.forEach(fault -> lines.add(said(fault)));
        lines.forEach(line -> LOG.warn("The procedure {} is refused: {}", path.getFileName(), line));
        Files.write(report, lines);
    }

    /** With the reason's key: the back office says it in words. */
    private static String said(Fault fault) {
        return fault.file() + ":" + fault.line() + " " + fault.messageKey().replace("demarches.fault.", "") + " " + fault.arguments();
    }

    /** The latest change of a file, or of anything in a folder. */
    private static long changed(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path, 3)) {
            return all.limit(PackageFiles.MOST_FILES + 10L).mapToLong(each -> each.toFile().lastModified()).max().orElse(0);
        }
    }
}
