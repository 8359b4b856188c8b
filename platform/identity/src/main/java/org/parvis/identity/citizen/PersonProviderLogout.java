package org.parvis.identity.citizen;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Transaction;
import org.parvis.identity.oidc.LogoutToken;

/** Ends citizens' sessions that began at a provider, on all hosts, when it says so; also ways to an account that are not ended. */
@Component(service = PersonProviderLogout.class)
public final class PersonProviderLogout {
    private final Audit audit;

    @Activate
    public PersonProviderLogout(@Reference Audit audit) {
        this.audit = audit;
    }

    public void end(Transaction transaction, LogoutToken token) {
        ArrivalTable.deleteEnded(transaction, token);
        StepTable.deleteEnded(transaction, token);
        for (String hash : ProvidedTable.ended(transaction, token)) {
            PersonSessionTable.one(transaction, hash).ifPresent(session -> {
                PersonSessionTable.delete(transaction, hash);
                PersonSessions.revoke(transaction, session.person());
                audit.record(transaction, AuditEntry.by((AuditEntry.Party) null, "identity.provider-logout", session.person().toString())
                        .concerning(PersonSignIn.party(transaction, session.person())).detail(token.provider()));
            });
        }
    }
}
