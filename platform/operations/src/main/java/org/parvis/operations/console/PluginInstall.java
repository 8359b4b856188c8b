package org.parvis.operations.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.plugin.PluginFleet.Mode;
import org.parvis.api.plugin.PluginRef;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "plugin-install", description = "Installs a plugin or theme from a jar or KAR on this machine")
public final class PluginInstall extends ParvisCommand {

    @Reference
    PluginFleet fleet;

    @Argument(name = "file", description = "Path of the jar or KAR", required = true)
    @Completion(FileCompleter.class)
    String file;

    @Option(name = "--held", description = "Keep it ready without serving anybody: for a canary (parvis:plugin-activate --version)")
    boolean held;

    @Option(name = "--current", description = "Let it serve even if it is older than what serves now: to go back")
    boolean current;

    @Override
    void run() throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there is no file " + path.toAbsolutePath());
        }
        List<PluginRef> installed = fleet.install(path, held ? Mode.HELD : current ? Mode.CURRENT : Mode.NEWER);
        installed.forEach(ref -> out().println(ref + " is ready"));
        if (installed.isEmpty()) {
            out().println("nothing new: what " + path.getFileName() + " holds is installed already");
        }
    }
}
