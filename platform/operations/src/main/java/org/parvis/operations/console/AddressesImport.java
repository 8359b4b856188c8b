package org.parvis.operations.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.geo.Addresses;

/** Takes files of addresses in; what was known serves until all of them are ready. */
@NullUnmarked
@Service
@Command(scope = "parvis", name = "addresses-import",
        description = "Takes in files of the Base Adresse Nationale (adresses-12.csv.gz), all together in place of those before")
public final class AddressesImport extends ParvisCommand {

    @Reference
    Addresses addresses;

    @Argument(name = "files", description = "Paths of the CSV files, compressed or not", required = true, multiValued = true)
    @Completion(FileCompleter.class)
    List<String> files;

    @Override
    void run() throws IOException {
        List<Path> paths = files.stream().map(Path::of).toList();
        for (Path path : paths) {
            if (!Files.isRegularFile(path)) {
                throw new IllegalArgumentException("there is no file " + path.toAbsolutePath());
            }
        }
        long begin = System.nanoTime();
        Addresses.Report report = addresses.take(paths, lines -> {
            out().print("\r" + lines + " lines read ");
            out().flush();
        });
        out().println();
        report.examples().forEach(bad -> out().println(bad.file() + ", line " + bad.line() + ": " + bad.reason()));
        if (report.ignored() > report.examples().size()) {
            out().println("and " + (report.ignored() - report.examples().size()) + " more lines like these");
        }
        out().println(report.addresses() + " addresses in " + report.streets() + " streets of " + report.communes() + " communes, " + report.ignored()
                + " lines left out, " + (report.changed() ? "served now" : "the same as before") + ", in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }
}
