package org.parvis.identity.invite;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.route.FieldError;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.Account;
import org.parvis.identity.AccountTable;
import org.parvis.identity.PasswordNote;
import org.parvis.identity.PasswordService;
import org.parvis.identity.SignIn;
import org.parvis.identity.SqlAgents;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.factor.FactorTable;

/** What the link of an e-mail opens: choosing a password, once. */
@Component(service = Access.class)
public final class Access {
    private final TenantData territory;
    private final SqlSessions sessions;
    private final PasswordService passwords;
    private final Audit audit;
    private final PasswordNote note;

    @Activate
    public Access(
            @Reference Database database, @Reference SqlSessions sessions, @Reference PasswordService passwords, @Reference Audit audit,
            @Reference PasswordNote note) {
        this.territory = database.of(TenantId.TERRITORY);
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.note = note;
    }

    /**
     * A link that can be used.
     *
     * @param first whether it is an invitation, and no password was chosen yet
     */
    record Opened(LinkTable.Link link, Account account, boolean first) {}

    /**
     * What came of it.
     *
     * @param error what is wrong with the password, or null
     * @param session token of the session that began, or null: the person signs in
     */
    record Outcome(@Nullable FieldError error, @Nullable String session) {}

    Optional<Opened> open(String token, SignIn.Origin origin) {
        return LinkTable.valid(territory, SqlSessions.hash(token), origin.now())
                .flatMap(link -> AccountTable.byId(territory, link.account())
                        .map(account -> new Opened(link, account, link.purpose() == LinkTable.Purpose.INVITE)));
    }

    /** Empty if another request used the link meanwhile. */
    Optional<Outcome> choose(Opened opened, String password, String again, SignIn.Origin origin) {
        Account account = opened.account();
        Optional<FieldError> wrong = passwords.rules().wrong(password, account.email());
        if (wrong.isPresent()) {
            return Optional.of(new Outcome(wrong.get(), null));
        }
        if (!password.equals(again)) {
            return Optional.of(new Outcome(FieldError.of("again", "identity.password.again"), null));
        }
        String hash = passwords.passwords().hash(password);
        return territory.call(transaction -> {
            if (!LinkTable.use(transaction, opened.link())) {
                return Optional.empty();
            }
            AccountTable.changePassword(
                    transaction, new Account(account.id(), account.email(), account.name(), account.language(), hash, false, null));
            SqlSessions.endAll(transaction, account.id(), null);
            String action = opened.first() ? "identity.invite.accepted" : "identity.forgotten.chosen";
            audit.record(transaction, AuditEntry.by(SqlAgents.agent(transaction, account), action, account.id().toString()).about(opened.link().tenant()));
            if (!opened.first()) {
                note.tell(transaction, account);
            }
            // Who has a second step goes through it: whoever reads the mails of a person is not let in by that alone.
            boolean signIn = !opened.first() || FactorTable.AGENTS.isOn(transaction, account.id());
            return Optional.of(new Outcome(null, signIn ? null : sessions.start(transaction, account.id(), origin.device(), origin.now())));
        });
    }
}
