package org.parvis.audit.console;

import java.time.Clock;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.audit.Checkpoints;
import org.parvis.audit.Sealer;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "audit-checkpoint", description = "Seals what waits, signs where the chains of the audit log end, and says where that is written")
public final class AuditCheckpoint extends AuditCommand {

    @Reference
    Sealer sealer;

    @Reference
    Checkpoints checkpoints;

    @Reference
    Clock clock;

    @Option(name = "--key", description = "Print the public key that the signatures are checked with")
    boolean key;

    @Override
    void run() {
        if (key) {
            out().print(checkpoints.publicKey());
            return;
        }
        sealer.run(clock.instant());
        out().println(checkpoints.make() + " checkpoints added to " + checkpoints.file());
    }
}
