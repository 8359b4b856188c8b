package org.parvis.operations.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Provisioning;
import org.parvis.api.tenant.Provisioning.BadLine;
import org.parvis.api.tenant.Provisioning.Report;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "tenant-import", description = "Creates or updates the communes of a CSV file, and their EPCI")
public final class TenantImport extends ParvisCommand {

    private static final int WIDTH = 40;

    @Reference
    Provisioning provisioning;

    @Argument(name = "file", description = "Path of the CSV file (UTF-8)", required = true)
    @Completion(FileCompleter.class)
    String file;

    @Override
    void run() throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there is no file " + path.toAbsolutePath());
        }
        Report report;
        try (InputStream csv = Files.newInputStream(path)) {
            report = provisioning.importCsv(csv, this::bar);
        }
        out().println();
        for (BadLine bad : report.refused()) {
            out().println("line " + bad.line() + ": " + bad.reason());
        }
        out().println(report.created() + " created, " + report.updated() + " updated, " + report.unchanged() + " unchanged, "
                + report.refused().size() + " refused");
        if (report.created() + report.updated() + report.unchanged() == 0 && !report.refused().isEmpty()) {
            throw new IllegalArgumentException("no line of " + path.getFileName() + " could be taken in");
        }
    }

    private void bar(long lines, long total) {
        if (total > 0) {
            int full = (int) Math.min(WIDTH, lines * WIDTH / total);
            out().print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + lines + "/" + total);
        } else {
            out().print("\r" + lines);
        }
        out().flush();
    }
}
