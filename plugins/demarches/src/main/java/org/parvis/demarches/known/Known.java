package org.parvis.demarches.known;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Account;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Cases;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;

/**
 * « Dites-le-nous une fois » (CRPA, L114-8 and following): what a person with an account has us keep, to fill in their next requests to the
 * same commune, or to any of the territory. Kept when they say so, filled in when they say so; no commune sees it before it is sent.
 */
@Component(service = Known.class)
public final class Known {
    private final Database database;

    @Activate
    public Known(@Reference Database database) {
        this.database = database;
    }

    /** What is kept; each may be empty. */
    public record Data(String name, String email, String phone, String address, Instant keptAt) {}

    public Optional<Data> of(TenantId tenant, Account account) {
        return of(database.of(tenant), account.id());
    }

    /** What is offered on a commune's site: what was kept for it, else what was kept for all. */
    private Optional<Data> offered(TenantId tenant, Account account) {
        return of(tenant, account).or(() -> of(TenantId.TERRITORY, account));
    }

    static Optional<Data> of(Reader reader, UUID account) {
        return reader.one(
                "select k.name, k.email, k.phone, k.address, k.kept_at from demarches_known k where k.tenant_id = :tenant and k.account_id = :account",
                row -> new Data(row.string("name"), row.string("email"), row.string("phone"), row.string("address"), row.instant("kept_at")), "account", account);
    }

    /** Whether the step asks who the person is, somebody is signed in, and something is kept of them. */
    public void offer(Request request, Procedure procedure, List<Field> asked, Map<String, Object> model) {
        Header.Applicant where = Objects.requireNonNull(procedure.header().filing().applicant());
        if (asked.stream().anyMatch(field -> field.path().equals(where.name()))) {
            request.account().ifPresent(account -> {
                model.put("keepable", true);
                offered(request.tenant(), account).ifPresent(data -> model.put("known", data));
            });
        }
    }

    /** With what is kept, where the person pressed the button. */
    public Answers filled(Request request, Procedure procedure, List<Field> asked, Answers answers) throws IOException {
        Optional<Data> data = request.account().flatMap(account -> offered(request.tenant(), account));
        if (data.isEmpty() || request.form().value("_fill").isEmpty()) {
            return answers;
        }
        Answers filled = answers;
        for (Map.Entry<String, String> known : values(procedure, data.get()).entrySet()) {
            if (!known.getValue().isEmpty() && asked.stream().anyMatch(field -> field.path().equals(known.getKey()))) {
                filled = filled.with(known.getKey(), answers.json().textNode(known.getValue()));
            }
        }
        return filled;
    }

    private static Map<String, String> values(Procedure procedure, Data data) {
        Header.Applicant where = Objects.requireNonNull(procedure.header().filing().applicant());
        Map<String, String> values = new LinkedHashMap<>();
        values.put(where.name(), data.name());
        values.put(where.email(), data.email());
        values.put(where.phone(), data.phone());
        values.put(address(procedure), data.address());
        return values;
    }

    /** The address that is asked for beside the name; empty if none is. */
    private static String address(Procedure procedure) {
        String name = Objects.requireNonNull(procedure.header().filing().applicant()).name();
        String beside = name.substring(0, name.lastIndexOf('.') + 1);
        return procedure.screens().fields().stream()
                .filter(field -> field.kind() == Field.Kind.ADDRESS && field.path().startsWith(beside) && field.path().indexOf('.', beside.length()) < 0)
                .map(Field::path)
                .findFirst()
                .orElse("");
    }

    /** Keeps what was typed, for whom the person ticked a box. What was not asked this time stays as it was. */
    public void keep(Request request, Procedure procedure, Answers answers) throws IOException {
        Account account = request.account().orElse(null);
        if (account != null && request.form().ticked("_keep")) {
            keep(request, request.tenant(), account, procedure, answers);
        }
        if (account != null && request.form().ticked("_keep_all")) {
            keep(request, TenantId.TERRITORY, account, procedure, answers);
        }
    }

    private void keep(Request request, TenantId owner, Account account, Procedure procedure, Answers answers) {
        Header.Applicant where = Objects.requireNonNull(procedure.header().filing().applicant());
        Data before = of(owner, account).orElse(new Data("", "", "", "", request.now()));
        Data data = new Data(
                newer(answers, where.name(), before.name(), 200), newer(answers, where.email(), before.email(), 254), newer(answers, where.phone(), before.phone(), 40),
                newer(answers, address(procedure), before.address(), 300), request.now().truncatedTo(ChronoUnit.MICROS));
        database.of(owner).write(transaction -> save(transaction, account.id(), data));
    }

    private static String newer(Answers answers, String path, String before, int most) {
        return Stream.of(answers.text(path), before).filter(text -> !text.isBlank()).findFirst().map(text -> Cases.cut(text, most)).orElse("");
    }

    private static void save(Transaction transaction, UUID account, Data data) {
        Object[] values = {"account", account, "name", data.name(), "email", data.email(), "phone", data.phone(), "address", data.address(), "now", data.keptAt()};
        int changed = transaction.execute(
                "update demarches_known k set name = :name, email = :email, phone = :phone, address = :address, kept_at = :now"
                        + " where k.tenant_id = :tenant and k.account_id = :account", values);
        if (changed == 0) {
            transaction.execute(
                    "insert into demarches_known (tenant_id, account_id, name, email, phone, address, kept_at)"
                            + " values (:tenant, :account, :name, :email, :phone, :address, :now)", values);
        }
    }

    void erase(TenantId tenant, Account account) {
        database.of(tenant).write(transaction -> erase(transaction, List.of(account.id())));
    }

    static int erase(Transaction transaction, List<UUID> accounts) {
        return transaction.execute("delete from demarches_known k where k.tenant_id = :tenant and k.account_id in (:accounts)", "accounts", accounts);
    }
}
