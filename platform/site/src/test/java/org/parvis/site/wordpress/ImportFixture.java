package org.parvis.site.wordpress;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.PostImporter;
import org.parvis.api.content.RichText;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.files.SafeRichText;
import org.parvis.site.SiteFixture;
import org.parvis.site.page.FormerPages;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.TestDatabase;

/** Imports on a real database, with the real sanitiser; posts, pictures and files go to doubles that remember them. */
final class ImportFixture {

    static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, SiteFixture.RODEZ);
    static final TenantId RODEZ = SiteFixture.RODEZ.id();

    final TestDatabase database;
    final SiteFixture site;
    final RichText richText = new SafeRichText();
    final Posts posts = new Posts();
    final Pictures pictures = new Pictures();
    final Documents documents = new Documents();
    final List<Object> contributions = new ArrayList<>(List.of(posts));
    final List<String> audited = new ArrayList<>();
    final Ticking clock = new Ticking();
    final Plugins plugins = new Active();
    final Imports imports;
    final ExportIntake exports;
    final MediaIntake archives;
    final ImportRun run;

    ImportFixture(TestDatabase database) {
        this.database = database;
        site = new SiteFixture(database);
        org.parvis.api.audit.Audit audit = (transaction, entry) -> audited.add(entry.action());
        imports = new Imports(database.database(), audit);
        exports = new ExportIntake(database.database(), audit, richText);
        archives = new MediaIntake(database.database(), audit);
        run = new ImportRun(
                database.database(), site.tenants, plugins, site.themes, new KnownAgents(), pictures, documents,
                new ItemImport(new FormerPages(site.sitePages, audit), site.redirects, richText),
                new MediaStore(database.database(), pictures, documents, site.redirects), audit, clock);
    }

    UUID read(String xml) {
        return exports.take(SiteFixture.RODEZ, ADMIN, new Bytes("export.xml", xml.getBytes(StandardCharsets.UTF_8)), FakeRequest.NOW);
    }

    /** Reads, begins, and does the queued work until there is none. */
    UUID imported(String xml) {
        UUID id = read(xml);
        begin(id, false);
        return id;
    }

    void begin(UUID id, boolean inMenu) {
        imports.begin(RODEZ, id, ADMIN, inMenu);
        int before = 0;
        for (List<String> queued = database.queued(ImportRun.QUEUE); queued.size() > before; queued = database.queued(ImportRun.QUEUE)) {
            before = queued.size();
            run.work(RODEZ, queued.get(before - 1));
        }
    }

    List<ImportItem> items(UUID id) {
        return ItemTable.page(database.database().of(RODEZ), id, ItemTable.Filter.NONE, 0, 1000);
    }

    ImportItem item(UUID id, long old) {
        return items(id).stream().filter(item -> item.oldId() == old).findFirst().orElseThrow();
    }

    List<String> remarks(UUID id, long old) {
        return item(id, old).result().remarks().stream()
                .map(remark -> (remark.messageKey().replace("site.import.remark.", "") + " " + String.join(" ", remark.arguments())).strip())
                .toList();
    }

    long rows(String table) {
        return database.database().of(RODEZ).count("select count(*) from " + table + " t where t.tenant_id = :tenant");
    }

    /** An uploaded file. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(String fileName, byte[] bytes) implements Upload {
        @Override
        public String declaredType() {
            return "text/xml";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** A clock that goes on by a step each time it is read. */
    static final class Ticking extends Clock {
        Instant now = FakeRequest.NOW;
        java.time.Duration step = java.time.Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plus(step);
            return now;
        }
    }

    /** What takes posts; two titles are refused, each in its way. */
    static final class Posts implements PostImporter {
        final Map<UUID, Post> made = new HashMap<>();

        @Override
        public Made make(Transaction transaction, @Nullable Agent agent, Post post) {
            if (post.title().equals("Refusé")) {
                throw Invalid.field("title", "news.error.title.long", 150);
            }
            if (post.title().equals("Panne")) {
                throw new IllegalStateException("out of order");
            }
            UUID id = org.parvis.api.data.Ids.next();
            made.put(id, post);
            return new Made(id, "/actualites/" + (post.slug().isEmpty() ? "article" : post.slug()), "/actualites/" + id, List.of());
        }

        @Override
        public boolean has(Reader reader, UUID id) {
            return made.containsKey(id);
        }

        Post titled(String title) {
            return made.values().stream().filter(post -> post.title().equals(title)).findFirst().orElseThrow();
        }
    }

    private static final class KnownAgents implements Agents {
        @Override
        public Optional<String> invite(TenantId tenant, String email, String name, Role role, @Nullable Agent by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void create(TenantId tenant, String email, String name, Role role, String password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Agent> byId(UUID id) {
            return id.equals(ADMIN.id()) ? Optional.of(ADMIN) : Optional.empty();
        }

        @Override
        public List<Agent> of(TenantId tenant) {
            return List.of(ADMIN);
        }

        @Override
        public void remove(TenantId tenant, UUID agent, @Nullable Agent by) {
            throw new UnsupportedOperationException();
        }
    }

    /** The site's own messages and templates, and the contributions of the test. */
    private final class Active implements Plugins, ActivePlugins {
        @Override
        public ActivePlugins of(TenantId tenant) {
            return this;
        }

        @Override
        public ActivePlugins all() {
            return this;
        }

        @Override
        public <T> T with(TenantId tenant, Function<ActivePlugins, T> work) {
            return work.apply(this);
        }

        @Override
        public List<InstalledPlugin> installed() {
            return List.of();
        }

        @Override
        public void activate(String pluginId, Collection<TenantId> tenants) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deactivate(String pluginId, Collection<TenantId> tenants) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PluginRef> plugins() {
            return site.pages.plugins().plugins();
        }

        @Override
        public <T> List<Contributed<T>> contributions(Class<T> kind) {
            PluginRef ref = plugins().get(0);
            return contributions.stream().filter(kind::isInstance).map(kind::cast).map(value -> new Contributed<>(ref, value)).toList();
        }

        @Override
        public boolean has(String pluginId) {
            return site.pages.plugins().has(pluginId);
        }

        @Override
        public List<String> resources(PluginRef plugin, String folder) {
            return site.pages.plugins().resources(plugin, folder);
        }

        @Override
        public Optional<InputStream> resource(PluginRef plugin, String path) throws java.io.IOException {
            return site.pages.plugins().resource(plugin, path);
        }

        @Override
        public Optional<Hold> hold() {
            return Optional.of(() -> {});
        }
    }
}
