package org.parvis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.audit.Finding.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.parvis.api.audit.AuditEntry;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class TamperingTest {

    @OnBothDatabases
    void anUntouchedLogIsFoundWhole(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.published("Pas encore scellé");
        fixture.checkpoints.make();
        Verifier.Report report = fixture.report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.seals()).isEqualTo(3);
        assertThat(report.entries()).isEqualTo(7);
        assertThat(report.open()).isEqualTo(1);
    }

    @OnBothDatabases
    void anEntryThatSaysSomethingElseIsFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.tamper("update audit_entry set actor_name = 'Quelqu''un d''autre' where detail = 'Article 1'");
        assertThat(fixture.report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.CHANGED);
            assertThat(finding.seal()).isEqualTo(2);
            assertThat(finding.entry()).isNotNull();
        });
    }

    @OnBothDatabases
    void anEntryThatIsNotSealedYetIsCheckedToo(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.published("Avant");
        fixture.tamper("update audit_entry set detail = 'Après'");
        assertThat(fixture.found()).containsExactly(Kind.CHANGED);
    }

    @OnBothDatabases
    void aRemovedEntryIsFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.tamper("delete from audit_entry where detail = 'Article 1'");
        assertThat(fixture.found()).containsExactly(Kind.REMOVED);
    }

    @OnBothDatabases
    void anEntryPutAmongSealedOnesIsFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.published("Ajouté");
        fixture.tamper("update audit_entry set seal = 2, place = 2 where detail = 'Ajouté'");
        assertThat(fixture.found()).containsExactly(Kind.INSERTED);
        fixture.tamper("update audit_entry set seal = 9, place = 0 where detail = 'Ajouté'");
        assertThat(fixture.found()).containsExactly(Kind.INSERTED);
    }

    @OnBothDatabases
    void anEntryThatClaimsToBeOlderIsFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.pass(Duration.ofDays(-2));
        fixture.published("Antidaté");
        fixture.pass(Duration.ofDays(2));
        fixture.sealer.run(fixture.now());
        assertThat(fixture.found()).containsExactly(Kind.BACKDATED);
    }

    @OnBothDatabases
    void reorderedEntriesAreFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.tamper("update audit_entry set place = 1 - place where seal = 2");
        assertThat(fixture.found()).containsExactly(Kind.REORDERED);
    }

    @OnBothDatabases
    void entriesExchangedBetweenSealsAreFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.tamper("update audit_entry set seal = 5 - seal where place = 0 and seal in (2, 3)");
        // Entries of one millisecond have no order of their own: which of the two names fits differs, that both seals are broken does not.
        assertThat(fixture.found()).hasSize(2).isSubsetOf(Kind.REORDERED, Kind.REPLACED);
    }

    @OnBothDatabases
    void anEntryRewrittenWithItsCommitmentIsFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.published("Faux");
        fixture.tamper(
                "update audit_entry set commitment = (select f.commitment from audit_entry f where f.detail = 'Faux') where detail = 'Article 1'");
        assertThat(fixture.found()).contains(Kind.REPLACED);
    }

    @OnBothDatabases
    void aRemovedSealAndABrokenChainAreFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.tamper("update audit_seal set previous = ? where seal = 3", "f".repeat(64));
        assertThat(fixture.found()).contains(Kind.CHAIN_BROKEN);
        fixture.tamper("delete from audit_seal where seal = 2");
        fixture.tamper("delete from audit_entry where seal = 2");
        assertThat(fixture.found()).contains(Kind.SEAL_REMOVED);
    }

    @OnBothDatabases
    void aTruncatedChainIsFoundByTheCheckpointInTheDatabaseOrTheFile(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        assertThat(fixture.checkpoints.make()).isEqualTo(1);
        fixture.tamper("delete from audit_entry where seal = 3");
        fixture.tamper("delete from audit_seal where seal = 3");
        assertThat(fixture.found()).containsExactly(Kind.TRUNCATED);
        fixture.tamper("delete from audit_checkpoint");
        assertThat(fixture.found()).containsExactly(Kind.TRUNCATED);
    }

    @OnBothDatabases
    void aCopyOfTheCheckpointsThatWasKeptElsewhereFindsARewrittenChain(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.checkpoints.make();
        Path copy = Files.copy(fixture.checkpoints.file(), fixture.folder.resolve("copie.tsv"));
        Files.delete(fixture.checkpoints.file());
        fixture.tamper("delete from audit_checkpoint");
        fixture.tamper("delete from audit_seal");
        fixture.tamper("update audit_entry set detail = 'x', seal = null, place = null where detail = 'Article 1'");
        fixture.tamper("delete from audit_entry where detail = 'x'");
        fixture.tamper("update audit_entry set seal = null, place = null");
        for (int i = 0; i < 3; i++) {
            fixture.sealer.run(fixture.now());
            fixture.published("Suite " + i);
        }
        assertThat(fixture.found()).as("the new chain is whole in itself").isEmpty();
        assertThat(fixture.report(copy).findings()).extracting(Finding::kind).containsExactly(Kind.REWRITTEN);
    }

    @OnBothDatabases
    void aCheckpointThatNobodySignedIsFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.checkpoints.make();
        fixture.tamper("update audit_checkpoint set made = made, signature = ?", "A".repeat(86) + "==");
        assertThat(fixture.found()).containsExactly(Kind.CHECKPOINT_FORGED);
    }

    @OnBothDatabases
    void erasedContentLeavesTheChainWhole(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        AuditEntry.Party person = new AuditEntry.Party("y@example.org", "Yvonne Y");
        fixture.record(AuditEntry.by((AuditEntry.Party) null, "demarches.read", "42").concerning(person).detail("Dossier de Yvonne"));
        fixture.threeSeals();
        int erased = fixture.database.of(Fixture.RODEZ).call(transaction -> fixture.eraser.concerning(transaction, Set.of("y@example.org")));
        fixture.sealer.run(fixture.now());
        assertThat(erased).isEqualTo(1);
        Verifier.Report report = fixture.report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.erased()).isEqualTo(1);
        assertThat(fixture.database.of(Fixture.RODEZ).count(
                        "select count(*) from audit_entry a where a.tenant_id = :tenant and (a.person_name is not null or a.detail like '%Yvonne%' or a.subject = '42')"))
                .isZero();
    }

    @OnBothDatabases
    void whatIsErasedBeforeItIsSealedLeavesTheChainWholeToo(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        AuditEntry.Party person = new AuditEntry.Party("y@example.org", "Yvonne Y");
        fixture.threeSeals();
        fixture.record(AuditEntry.by((AuditEntry.Party) null, "demarches.read", "1").concerning(person));
        fixture.published("Entre les deux");
        fixture.record(AuditEntry.by((AuditEntry.Party) null, "demarches.read", "2").onBehalfOf(person));
        fixture.database.of(Fixture.RODEZ).write(transaction -> fixture.eraser.concerning(transaction, Set.of("y@example.org")));
        assertThat(fixture.found()).isEmpty();
        fixture.sealer.run(fixture.now());
        assertThat(fixture.found()).isEmpty();
    }

    @OnBothDatabases
    void retentionErasesWhatIsOlderThanThreeYearsAndSaysSo(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.pass(Duration.ofDays(3 * 365 + 2));
        fixture.published("Récent");
        fixture.sealer.run(fixture.now());
        AuditRetention rule = new AuditRetention(fixture.eraser);
        assertThat(rule.due(fixture.database.acrossTerritory("test"), fixture.now())).containsExactly(Fixture.RODEZ);
        assertThat(fixture.database.of(Fixture.RODEZ).<Integer>call(transaction -> rule.purge(transaction, fixture.now()))).isEqualTo(6);
        assertThat(fixture.database.of(Fixture.RODEZ).<Integer>call(transaction -> rule.purge(transaction, fixture.now()))).isZero();
        fixture.sealer.run(fixture.now());
        Verifier.Report report = fixture.report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.erased()).isEqualTo(6);
        assertThat(fixture.database.of(Fixture.RODEZ).list(
                        "select a.detail from audit_entry a where a.tenant_id = :tenant and a.salt is not null order by a.id", row -> row.string("detail")))
                .isEqualTo(List.of("Récent", "6"));
    }

    @OnBothDatabases
    void contentThatIsGoneWithoutARecordIsFound(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.threeSeals();
        fixture.tamper("update audit_entry set salt = null, detail = null where detail = 'Article 1'");
        assertThat(fixture.found()).containsExactly(Kind.ERASED_WITHOUT_RECORD);
        fixture.pass(Duration.ofDays(2000));
        fixture.database.of(Fixture.RODEZ).write(transaction -> fixture.eraser.before(transaction, fixture.now()));
        fixture.tamper("update audit_entry set erased_by = (select r.id from audit_entry r where r.done = 'audit.erase') where erased_by is null and salt is null");
        assertThat(fixture.found()).as("a record tells exactly what it erased").containsExactly(Kind.ERASED_WITHOUT_RECORD);
    }
}
