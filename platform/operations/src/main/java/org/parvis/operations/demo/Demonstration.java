package org.parvis.operations.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.DemoContent;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Provisioning;
import org.parvis.api.tenant.Provisioning.Report;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteChanges;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an empty installation for a demonstration, when it was started with {@code -Dparvis.demo.tenants=FILE.csv}: the communes of
 * the file, two accounts, content for three communes. An installation that was not begun as a demonstration is never touched.
 */
@Component(service = {}, immediate = true)
public final class Demonstration {

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
    private static final String SETTING = "operations.demo";
    private static final String BEGUN = "begun";
    private static final String DONE = "done";
    private static final String PASSWORD = "parvis-demo";
    private static final List<String> SHOWCASED = List.of("agen-d-aveyron", "rodez", "conques-en-rouergue");

    /** Of the showcased communes, in their order: each in another theme. */
    private static final List<String> THEMES = List.of("causse", "bourg", "vallee");

    private final Plugins plugins;
    private final Tenants tenants;
    private final Provisioning provisioning;
    private final Agents agents;
    private final SiteChanges changes;
    private final Themes themes;
    private final Settings settings;
    private final Database database;
    private final ProgressFile progress;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "parvis-demonstration"));

    @Activate
    public Demonstration(
            @Reference(target = "(parvis.booted=true)") Plugins plugins,
            @Reference Tenants tenants,
            @Reference Provisioning provisioning,
            @Reference Agents agents,
            @Reference SiteChanges changes,
            @Reference Themes themes,
            @Reference Settings settings,
            @Reference Database database) {
        this.plugins = plugins;
        this.tenants = tenants;
        this.provisioning = provisioning;
        this.agents = agents;
        this.changes = changes;
        this.themes = themes;
        this.settings = settings;
        this.database = database;
        this.progress = new ProgressFile(Path.of(System.getProperty("parvis.data", System.getProperty("karaf.data", "."))));
        thread.execute(this::begin);
    }

    @Deactivate
    void close() {
        thread.shutdownNow();
    }

    private void begin() {
        String file = System.getProperty("parvis.demo.tenants", "");
        String state = settings.get(TenantId.TERRITORY, SETTING).orElse("");
        boolean ours = state.equals(BEGUN) || tenants.all().isEmpty();
        if (file.isBlank() || state.equals(DONE) || !ours) {
            progress.at("ready", 1, 1);
            return;
        }
        try {
            mark(BEGUN);
            importTenants(Path.of(file));
            accounts();
            content();
            mark(DONE);
            progress.at("ready", 1, 1);
            LOG.info("The demonstration is ready: {} tenants", tenants.all().size());
        } catch (IOException | RuntimeException e) {
            LOG.error("The demonstration could not be prepared; the next start tries again", e);
            progress.at("failed", 0, 1);
        }
    }

    private void mark(String state) {
        database.of(TenantId.TERRITORY).write(transaction -> settings.set(transaction, SETTING, state));
    }

    private void importTenants(Path file) throws IOException {
        progress.at("import", 0, 1);
        try (InputStream csv = Files.newInputStream(file)) {
            Report report = provisioning.importCsv(csv, (lines, total) -> progress.at("import", lines, total));
            report.refused().forEach(bad -> LOG.warn("{} line {}: {}", file.getFileName(), bad.line(), bad.reason()));
            LOG.info("{}: {} tenants created, {} lines refused", file.getFileName(), report.created(), report.refused().size());
        }
    }

    private List<Site> showcased() {
        List<Site> sites = new ArrayList<>(SHOWCASED.stream().map(tenants::bySlug).flatMap(Optional::stream).toList());
        tenants.all().stream().filter(site -> !sites.contains(site)).limit(SHOWCASED.size() - sites.size()).forEach(sites::add);
        return sites;
    }

    private void accounts() {
        progress.at("accounts", 0, SHOWCASED.size() + 1L);
        agents.create(TenantId.TERRITORY, "operateur@parvis.example", "Camille Fabre", Role.OPERATOR, PASSWORD);
        for (Site site : showcased()) {
            agents.create(site.id(), "secretaire@parvis.example", "Marie Delmas", Role.ADMIN, PASSWORD);
        }
    }

    private void content() {
        List<Site> sites = new ArrayList<>(showcased());
        sites.add(tenants.territory());
        int done = 0;
        for (Site site : sites) {
            if (!site.tenant().isTerritory() && themes.byId(THEMES.get(done)).isPresent()) {
                changes.look(site.id(), Look.of(THEMES.get(done)));
            }
            progress.at("content", done++, sites.size());
            plugins.with(site.id(), serving -> {
                serving.of(DemoContent.class).forEach(content -> content.fill(site));
                return site;
            });
            if (!site.tenant().isTerritory()) {
                changes.state(site.id(), SiteState.LIVE);
            }
        }
    }
}
