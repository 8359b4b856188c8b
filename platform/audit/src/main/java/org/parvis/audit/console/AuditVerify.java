package org.parvis.audit.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.audit.Finding;
import org.parvis.audit.Verifier;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "audit-verify", description = "Reads the whole audit log and fails if somebody has tampered with it")
public final class AuditVerify extends AuditCommand {

    @Reference
    Verifier verifier;

    @Reference
    Tenants tenants;

    @Option(name = "--tenants", description = "Slugs, with commas between them; all if not given")
    String slugs;

    @Option(name = "--checkpoints", description = "A file of checkpoints that was kept elsewhere")
    String checkpoints;

    @Override
    void run() throws IOException {
        long begin = System.nanoTime();
        List<Verifier.Report> reports = verifier.verify(chosen(), checkpoints == null ? null : Path.of(checkpoints));
        double seconds = (System.nanoTime() - begin) / 1e9;
        long entries = 0;
        long open = 0;
        long erased = 0;
        int findings = 0;
        for (Verifier.Report report : reports) {
            entries += report.entries();
            open += report.open();
            erased += report.erased();
            findings += report.findings().size();
            report.findings().forEach(finding -> out().println(line(finding)));
        }
        out().printf(
                Locale.ROOT, "%d entries of %d tenants read in %.1f s (%.0f/s): %d erased, %d not sealed yet%n",
                entries, reports.size(), seconds, entries / Math.max(seconds, 0.001), erased, open);
        if (findings > 0) {
            throw new IllegalStateException(findings + " signs of tampering");
        }
        out().println("No sign of tampering.");
    }

    private List<TenantId> chosen() {
        if (slugs == null) {
            return null;
        }
        List<TenantId> chosen = new ArrayList<>();
        for (String slug : slugs.split(",")) {
            chosen.add(tenants.bySlug(slug.strip()).orElseThrow(() -> new IllegalArgumentException("there is no tenant " + slug)).id());
        }
        return chosen;
    }

    private String line(Finding finding) {
        String tenant = tenants.byId(finding.tenant()).map(site -> site.tenant().slug()).orElse(finding.tenant().value().toString());
        return tenant + ", seal " + finding.seal() + (finding.entry() == null ? "" : ", entry " + finding.entry()) + ": " + finding.kind() + ", "
                + finding.kind().sentence();
    }
}
