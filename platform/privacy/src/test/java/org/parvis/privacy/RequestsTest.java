package org.parvis.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.privacy.Fixture.AGEN;
import static org.parvis.privacy.Fixture.RODEZ;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.privacy.DataRequests;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PersonalData.Outcome;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class RequestsTest {
    private static final Person YVONNE = Person.of("Yvonne@Example.org ", "+33 5 65 12 34 56");

    @Test
    void telephoneNumbersAreComparedByWhatTheyDial() {
        assertThat(Person.phone("+33 (0)5 65 12 34 56")).isEqualTo("0565123456");
        assertThat(Person.phone("0033 565123456")).isEqualTo("0565123456");
        assertThat(Person.phone("05.65.12.34.56")).isEqualTo("0565123456");
        assertThat(YVONNE.reachedBy("", "05 65 12 34 56")).isTrue();
        assertThat(YVONNE.reachedBy("", "")).isFalse();
    }

    @OnBothDatabases
    void aCommuneFindsWhatItHoldsItselfAndTheTerritoryWhatAllHold(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.order(RODEZ, "yvonne@example.org", "", "Bois", false);
        fixture.order(RODEZ, "other@example.org", "05 65 12 34 56", "Pommes", true);
        fixture.order(RODEZ, "zoe@example.org", "", "Poires", true);
        fixture.order(AGEN, "yvonne@example.org", "", "Noix", false);
        assertThat(fixture.requests.find(RODEZ, YVONNE, Fixture.AGENT)).containsExactly(new DataRequests.Held(RODEZ, "shop.orders", 2));
        assertThat(fixture.requests.find(TenantId.TERRITORY, YVONNE, Fixture.AGENT))
                .extracting(DataRequests.Held::tenant).contains(RODEZ, AGEN);
        assertThat(fixture.audited(RODEZ, "privacy.search")).isEqualTo(2);
        assertThat(fixture.audited(AGEN, "privacy.search")).isEqualTo(1);
    }

    @OnBothDatabases
    void anExportHoldsTheDataOfAllModulesAndOfNobodyElse(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.account("yvonne@example.org", "Yvonne Yver");
        fixture.order(RODEZ, "yvonne@example.org", "", "Bois <sec> \"fendu\"", false);
        fixture.order(RODEZ, "zoe@example.org", "", "Poires", true);
        fixture.database.of(RODEZ).write(transaction -> fixture.audit.record(
                transaction, AuditEntry.by(new AuditEntry.Party("a", "Bruno"), "shop.read", "1").concerning(new AuditEntry.Party("yvonne@example.org", "Yvonne"))));
        Map<String, String> files = fixture.export(TenantId.TERRITORY, YVONNE);
        assertThat(files).containsOnlyKeys("donnees.json", "donnees.html");
        assertThat(files.get("donnees.json"))
                .contains("\"processing\":\"identity.accounts\"", "\"email\":\"yvonne@example.org\"", "\"processing\":\"shop.orders\"",
                        "\\u003csec\\u003e \\\"fendu\\\"", "\"processing\":\"audit.log\"", "\"by\":\"Bruno\"", "\"tenant\":\"Rodez\"")
                .doesNotContain("Poires", "zoe@");
        assertThat(files.get("donnees.html")).contains("<h2>Bois &lt;sec&gt;", "15 juin 2026", "Yvonne Yver", "Bruno").doesNotContain("Poires", "<sec>");
        assertThat(fixture.audited(RODEZ, "privacy.export")).isEqualTo(1);
        assertThat(fixture.audited(TenantId.TERRITORY, "privacy.export")).isEqualTo(1);
    }

    @OnBothDatabases
    void erasureGoesAsFarAsTheLawAllowsAndSaysWhyNoFurther(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        UUID account = fixture.account("yvonne@example.org", "Yvonne Yver");
        fixture.order(RODEZ, "yvonne@example.org", "", "Bois", false);
        fixture.order(RODEZ, "yvonne@example.org", "", "Noix", true);
        fixture.order(AGEN, "yvonne@example.org", "", "Sel", false);
        fixture.requests.find(RODEZ, YVONNE, Fixture.AGENT);
        fixture.database.of(RODEZ).write(transaction -> fixture.audit.record(
                transaction, AuditEntry.by(new AuditEntry.Party(account.toString(), "Yvonne Yver"), "shop.sell", "1")));
        assertThat(fixture.requests.erase(TenantId.TERRITORY, YVONNE, Fixture.AGENT, "lettre du 3 mai"))
                .contains(
                        new DataRequests.Erased(RODEZ, PersonalData.Erasure.erased("shop.orders", 1)),
                        new DataRequests.Erased(RODEZ, PersonalData.Erasure.kept("shop.orders", 1, "shop.kept")),
                        new DataRequests.Erased(AGEN, PersonalData.Erasure.erased("shop.orders", 1)),
                        new DataRequests.Erased(RODEZ, PersonalData.Erasure.erased("audit.log", 1)),
                        new DataRequests.Erased(RODEZ, PersonalData.Erasure.kept("audit.log", 1, "audit.erase.kept")),
                        new DataRequests.Erased(TenantId.TERRITORY, PersonalData.Erasure.kept("identity.accounts", 1, "identity.data.kept")))
                .noneMatch(erased -> erased.erasure().outcome() == Outcome.KEPT && erased.erasure().reasonKey() == null);
        assertThat(fixture.export(TenantId.TERRITORY, YVONNE).get("donnees.json")).contains("Noix").doesNotContain("Bois", "Sel");
        assertThat(fixture.database.of(RODEZ).count(
                        "select count(*) from audit_entry a where a.tenant_id = :tenant and a.done = 'privacy.erase' and a.detail = 'lettre du 3 mai' and a.person_ref is null"))
                .isEqualTo(1);
    }
}
