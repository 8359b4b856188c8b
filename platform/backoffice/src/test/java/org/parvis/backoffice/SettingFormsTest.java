package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.settings.Setting;
import org.parvis.api.settings.Settings;
import org.parvis.api.settings.SettingsForm;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

class SettingFormsTest {

    private static final Site RODEZ = FakeRequestSites.RODEZ;
    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, RODEZ);
    private static final Setting RULES = Setting.choice("hall.rules", "open", List.of("open", "members"));
    private static final Setting DELAY = Setting.duration("hall.delay", ChronoUnit.DAYS, 1, 30, 7);
    private static final Setting CONTACT = Setting.email("hall.contact");
    private static final Setting ONLINE = Setting.toggle("hall.online", true);
    private static final Setting TERRITORY_ONLY = Setting.color("hall.color", "#000000");

    /** A form with a rule over two fields and a setting that is not for communes. */
    private static final class Hall implements SettingsForm {
        @Override
        public Page page() {
            return new Page("hall", "hall.title", "hall.settings", 10);
        }

        @Override
        public List<Setting> settings() {
            return List.of(RULES, DELAY, CONTACT, ONLINE, TERRITORY_ONLY);
        }

        @Override
        public boolean asked(Site site, Setting setting) {
            return !setting.equals(TERRITORY_ONLY) || site.tenant().isTerritory();
        }

        @Override
        public List<FieldError> check(Site site, Map<String, String> values) {
            return values.get("hall.online").equals("true") && values.get("hall.contact").isEmpty()
                    ? List.of(FieldError.of("hall.contact", "form.required"))
                    : List.of();
        }
    }

    private final Map<String, String> stored = new HashMap<>();
    private final RecordingAudit audit = new RecordingAudit();
    private final Pages pages = Pages.of("backoffice").desk();

    private SettingForms forms(TestDatabase database) {
        Settings settings = new Settings() {
            @Override
            public Map<String, String> of(TenantId tenant) {
                return stored;
            }

            @Override
            public void set(Transaction transaction, String key, String value) {
                stored.put(key, value);
            }
        };
        return new SettingForms(
                FakePlugins.of("hall", new Hall()).speaking(pages.plugins()), (agent, permission, tenant) -> permission.equals("hall.settings") && agent.equals(ADMIN),
                settings, database.database(), audit, pages.themes());
    }

    private static Response call(SettingForms forms, int route, FakeRequest request) throws IOException {
        return forms.routes().get(route).handler().handle(request);
    }

    private static FakeRequest typed() {
        return FakeRequest.post("/reglages-service/hall").as(ADMIN).with("form", "hall").field("hall.rules", "members").field("hall.delay", "14");
    }

    @OnBothDatabases
    void theDeclarationMakesTheForm(TestDatabase database) throws IOException {
        String html = pages.html(call(forms(database), 0, FakeRequest.get("/reglages-service/hall").as(ADMIN).with("form", "hall")), RODEZ);
        assertThat(html).contains(
                "name=\"hall.rules\" value=\"open\" checked", "name=\"hall.delay\" type=\"number\" value=\"7\"", " min=\"1\"", " max=\"30\"", "hall.delay.label (en jours)",
                "name=\"hall.contact\" type=\"email\"", "name=\"hall.online\" value=\"true\" checked", "/reglages-service/hall\"");
        assertThat(html).doesNotContain("hall.color", "hall.delay.hint");
    }

    @OnBothDatabases
    void whatIsTypedIsCheckedKeptAndShownAgain(TestDatabase database) throws IOException {
        Response refused = call(forms(database), 1, typed().field("hall.delay", "14").field("hall.contact", "personne").field("hall.color", "#ffffff"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(pages.html(refused, RODEZ)).contains("value=\"14\"", "value=\"personne\"", "Écrivez une adresse électronique");
        assertThat(call(forms(database), 1, typed().field("hall.online", "true")).status()).isEqualTo(422);
        assertThat(stored).isEmpty();
        assertThat(audit.entries()).isEmpty();
    }

    @OnBothDatabases
    void aChangeIsStoredAndToldWithoutWhatMayBePersonal(TestDatabase database) throws IOException {
        SettingForms forms = forms(database);
        Response saved = call(forms, 1, typed().field("hall.contact", "y@example.org").field("hall.color", "#ffffff"));
        assertThat(saved.headers()).containsEntry("Location", "/bureau/rodez/reglages-service/hall?fait=1");
        assertThat(stored).isEqualTo(Map.of("hall.rules", "members", "hall.delay", "PT336H", "hall.contact", "y@example.org", "hall.online", "false"));
        List<AuditEntry> told = audit.of(RODEZ.id(), "backoffice.setting");
        assertThat(told).extracting(AuditEntry::detail)
                .containsExactly("hall.rules.label : hall.rules.open → hall.rules.members ; hall.delay.label : 7 jours → 14 jours ; hall.contact.label"
                        + " ; hall.online.label : oui → non");
        call(forms, 1, typed().field("hall.contact", "y@example.org"));
        assertThat(audit.of(RODEZ.id(), "backoffice.setting")).as("nothing changed").hasSize(1);
    }

    @OnBothDatabases
    void nobodyWithoutThePermissionSeesOrChangesIt(TestDatabase database) {
        Agent other = FakeRequestSites.agent(Role.EDITOR, RODEZ);
        SettingForms forms = forms(database);
        assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> call(forms, 0, FakeRequest.get("/").as(other).with("form", "hall")));
        assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> call(forms, 1, FakeRequest.post("/").as(other).with("form", "hall")));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> call(forms, 0, FakeRequest.get("/").as(ADMIN).with("form", "other")));
    }
}
