package org.parvis.identity;

import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Transaction;
import org.parvis.identity.oidc.LogoutToken;

/** Ends agents' sessions that began at a provider, when it says so; also ways in that wait for the code. */
@Component(service = ProviderLogout.class)
public final class ProviderLogout {
    private final Audit audit;

    @Activate
    public ProviderLogout(@Reference Audit audit) {
        this.audit = audit;
    }

    public void end(Transaction transaction, LogoutToken token) {
        for (UUID account : ProviderSessionTable.ended(transaction, token).stream()
                .map(ended -> {
                    SessionTable.delete(transaction, ended.hash());
                    PendingTable.delete(transaction, ended.hash());
                    return ended.account();
                })
                .collect(Collectors.toSet())) {
            SqlSessions.revoke(transaction, account);
            audit.record(transaction, AuditEntry.by((AuditEntry.Party) null, "identity.provider-logout", account.toString()).detail(token.provider()));
        }
    }
}
