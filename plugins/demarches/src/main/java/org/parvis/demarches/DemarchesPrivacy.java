package org.parvis.demarches;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * Files and forms in progress. A person takes their own with them; a file that is being worked on, or must be kept as long as its procedure
 * says, is not erased before that: the commune has to be able to show what it decided (GDPR, article 17 (3) (b)).
 */
@Component(service = PersonalData.class)
public final class DemarchesPrivacy implements PersonalData {
    public static final String FILES = "demarches.files";
    public static final String DRAFTS = "demarches.drafts";

    private static final String MINE = " and (lower(f.email) in (:emails) or f.account_id in (:accounts))";
    private static final String MINE_ASIDE = " and (lower(d.email) in (:emails) or d.account_id in (:accounts))";

    private final Drafts drafts;
    private final Procedures procedures;
    private final Offers offers;

    @Activate
    public DemarchesPrivacy(@Reference Drafts drafts, @Reference Procedures procedures, @Reference Offers offers) {
        this.drafts = drafts;
        this.procedures = procedures;
        this.offers = offers;
    }

    @Override
    public List<Processing> processings() {
        return List.of(
                new Processing(FILES, "demarches.privacy.files.purpose", "demarches.privacy.files.categories", LegalBasis.PUBLIC_TASK, Period.ofYears(1))
                        .of("demarches.privacy.persons"),
                new Processing(DRAFTS, "demarches.privacy.drafts.purpose", "demarches.privacy.drafts.categories", LegalBasis.PUBLIC_TASK, Period.ofDays(30))
                        .of("demarches.privacy.persons"));
    }

    /** Each procedure has its own; those that the tenant offers or offered, or all of the installation where it offers none. */
    @Override
    public List<Kept> kept(TenantId tenant, Locale language, String processing) {
        if (!processing.equals(FILES)) {
            return List.of();
        }
        List<Procedure> all = procedures.newest().values().stream()
                .filter(Procedure::online)
                .sorted(Comparator.comparing(Procedure::id))
                .toList();
        List<Procedure> own = all.stream().filter(one -> offers.offer(tenant, one.id()).version() > 0).toList();
        return (own.isEmpty() ? all : own).stream()
                .map(one -> new Kept(one.title(Wanted.of(language)), Objects.requireNonNull(one.header().filing().retention())))
                .toList();
    }

    @Override
    public Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        Set<TenantId> holders = new LinkedHashSet<>(acrossTerritory.list(
                "select distinct f.tenant_id from demarches_file f where (lower(f.email) in (:emails) or f.account_id in (:accounts))",
                row -> new TenantId(row.uuid("tenant_id")), "emails", person.emails(), "accounts", person.accounts()));
        holders.addAll(acrossTerritory.list(
                "select distinct d.tenant_id from demarches_draft d where (lower(d.email) in (:emails) or d.account_id in (:accounts))",
                row -> new TenantId(row.uuid("tenant_id")), "emails", person.emails(), "accounts", person.accounts()));
        return holders;
    }

    @Override
    public void export(Reader tenant, Person person, Export out) throws IOException {
        for (List<Export.Field> file : tenant.list(
                "select f.file_no, f.procedure_id, f.received_at, f.state, f.applicant, f.email, f.phone, f.answers, o.answer as opinion"
                        + " from demarches_file f left join demarches_opinion o on o.tenant_id = :tenant and o.file_id = f.id"
                        + " where f.tenant_id = :tenant" + MINE + " order by f.received_at",
                row -> List.of(
                        new Export.Field("number", "demarches.privacy.number", row.string("file_no")),
                        new Export.Field("procedure", "demarches.privacy.procedure", row.string("procedure_id")),
                        new Export.Field("received", "demarches.privacy.received", row.instant("received_at")),
                        new Export.Field("state", "demarches.privacy.state", row.string("state")),
                        new Export.Field("name", "demarches.privacy.name", row.string("applicant")),
                        new Export.Field("email", "demarches.privacy.email", row.string("email")),
                        new Export.Field("phone", "demarches.privacy.phone", row.string("phone")),
                        new Export.Field("answers", "demarches.privacy.answers", row.string("answers")),
                        new Export.Field("opinion", "demarches.privacy.opinion", Objects.requireNonNullElse(row.stringOrNull("opinion"), ""))),
                "emails", person.emails(), "accounts", person.accounts())) {
            out.record(FILES, String.valueOf(file.get(0).value()), file);
        }
        for (List<Export.Field> draft : tenant.list(
                "select d.procedure_id, d.updated_at, d.answers from demarches_draft d where d.tenant_id = :tenant" + MINE_ASIDE,
                row -> List.of(
                        new Export.Field("procedure", "demarches.privacy.procedure", row.string("procedure_id")),
                        new Export.Field("updated", "demarches.privacy.updated", row.instant("updated_at")),
                        new Export.Field("answers", "demarches.privacy.answers", row.string("answers"))),
                "emails", person.emails(), "accounts", person.accounts())) {
            out.record(DRAFTS, String.valueOf(draft.get(0).value()), draft);
        }
    }

    @Override
    public List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        long kept = transaction.count(
                "select count(*) from demarches_file f where f.tenant_id = :tenant" + MINE, "emails", person.emails(), "accounts", person.accounts());
        List<UUID> aside = transaction.list(
                "select d.id from demarches_draft d where d.tenant_id = :tenant" + MINE_ASIDE, row -> row.uuid("id"), "emails", person.emails(),
                "accounts", person.accounts());
        aside.forEach(id -> drafts.drop(transaction, id));
        Erasure dropped = Erasure.erased(DRAFTS, aside.size());
        return kept == 0 ? List.of(dropped) : List.of(dropped, Erasure.kept(FILES, kept, "demarches.privacy.kept"));
    }
}
