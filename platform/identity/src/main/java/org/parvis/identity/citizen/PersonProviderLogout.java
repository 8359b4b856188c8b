package org.parvis.identity.citizen;

import java.util.ArrayList;
import java.util.List;
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
    private final SessionDevices devices;

    @Activate
    public PersonProviderLogout(@Reference Audit audit, @Reference SessionDevices devices) {
        this.audit = audit;
        this.devices = devices;
    }

    /** @return the browsers to give to {@link #left} after the transaction */
    public List<SessionDevices.Left> end(Transaction transaction, LogoutToken token) {
        ArrivalTable.deleteEnded(transaction, token);
        StepTable.deleteEnded(transaction, token);
        List<SessionDevices.Left> left = new ArrayList<>();
        for (String hash : ProvidedTable.ended(transaction, token)) {
            PersonSessionTable.one(transaction, hash).ifPresent(session -> {
                SessionDevices.left(transaction, session).ifPresent(left::add);
                PersonSessionTable.delete(transaction, hash);
                PersonSessions.revoke(transaction, session.person());
                audit.record(transaction, AuditEntry.by((AuditEntry.Party) null, "identity.provider-logout", session.person().toString())
                        .concerning(PersonSignIn.party(transaction, session.person())).detail(token.provider()));
            });
        }
        return left;
    }

    /** They announce no messages any more. */
    public void left(List<SessionDevices.Left> browsers) {
        browsers.forEach(devices::remove);
    }
}
