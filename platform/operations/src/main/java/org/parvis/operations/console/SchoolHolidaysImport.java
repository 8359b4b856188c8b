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
import org.parvis.api.calendar.SchoolHolidays;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "school-holidays-import", description = "Takes in the official school calendar, a CSV file of data.education.gouv.fr")
public final class SchoolHolidaysImport extends ParvisCommand {

    @Reference
    SchoolHolidays holidays;

    @Argument(name = "file", description = "Path of the CSV file (UTF-8)", required = true)
    @Completion(FileCompleter.class)
    String file;

    @Override
    void run() throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there is no file " + path.toAbsolutePath());
        }
        try (InputStream csv = Files.newInputStream(path)) {
            SchoolHolidays.Report report = holidays.take(csv);
            out().println(report.holidays() + " holidays in " + report.zones() + " zones, " + report.ignored() + " lines left out");
        }
    }
}
