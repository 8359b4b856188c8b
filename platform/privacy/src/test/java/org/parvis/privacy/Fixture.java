package org.parvis.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.privacy.Person;
import org.parvis.api.tenant.TenantId;
import org.parvis.audit.AuditRetention;
import org.parvis.audit.Eraser;
import org.parvis.audit.SqlAudit;
import org.parvis.identity.IdentityPersonalData;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** Three modules that hold data of people: agents' accounts, the audit log, and a shop. */
final class Fixture {
    static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    static final TenantId AGEN = FakeRequestSites.AGEN.id();
    static final AuditEntry.Party AGENT = new AuditEntry.Party("agent-1", "Alice Agent");

    final Database database;
    final Pages pages = Pages.of("privacy").desk();
    final FakePlugins plugins;
    final FakeTenants tenants = FakeTenants.of(FakeRequestSites.RODEZ, FakeRequestSites.AGEN);
    final SqlAudit audit;
    final Requests requests;
    final Purges purges;

    Fixture(TestDatabase test) {
        database = test.with("shop", Path.of("src/test/resources/shop")).database();
        Clock clock = Clock.fixed(FakeRequest.NOW, ZoneOffset.UTC);
        audit = new SqlAudit(clock);
        plugins = FakePlugins.of("shop", new Shop(), new AuditRetention(new Eraser(audit)), new IdentityPersonalData()).speaking(pages.plugins());
        requests = new Requests(database, plugins, audit, tenants, pages.themes(), clock);
        purges = new Purges(database, plugins);
    }

    void order(TenantId tenant, String email, String phone, String title, boolean paid) {
        database.of(tenant).write(transaction -> Shop.order(transaction, email, phone, title, paid, FakeRequest.NOW));
    }

    UUID account(String email, String name) {
        UUID id = UUID.randomUUID();
        database.of(TenantId.TERRITORY).write(transaction -> transaction.execute(
                "insert into identity_account (tenant_id, id, email, person_name, tongue, password_hash, must_change) values (:tenant, :id, :email, :name, 'fr', 'x', false)",
                "id", id, "email", email, "name", name));
        return id;
    }

    /** Files of the export by name. */
    Map<String, String> export(TenantId where, Person person) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        requests.export(where, person, AGENT, Locale.FRENCH, out);
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    long audited(TenantId tenant, String action) {
        return database.of(tenant).count("select count(*) from audit_entry a where a.tenant_id = :tenant and a.done = :action", "action", action);
    }
}
