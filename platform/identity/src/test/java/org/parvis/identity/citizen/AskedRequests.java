package org.parvis.identity.citizen;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.privacy.DataRequests;
import org.parvis.api.tenant.TenantId;

/** Whose data were asked for. */
final class AskedRequests implements DataRequests {
    final List<org.parvis.api.privacy.Person> erased = new ArrayList<>();
    final List<org.parvis.api.privacy.Person> exported = new ArrayList<>();

    @Override
    public List<Held> find(TenantId where, org.parvis.api.privacy.Person person, AuditEntry.Party by) {
        return List.of();
    }

    @Override
    public void export(TenantId where, org.parvis.api.privacy.Person person, AuditEntry.Party by, Locale language, OutputStream out) {
        exported.add(person);
    }

    @Override
    public List<Erased> erase(TenantId where, org.parvis.api.privacy.Person person, AuditEntry.Party by, String ground) {
        erased.add(person);
        return List.of();
    }
}
