package org.parvis.api.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.tenant.TenantId;

/**
 * What people may ask for (GDPR, articles 15, 17 and 20), over all plugins.
 *
 * <p>{@code where} is the tenant whose data are meant; {@link TenantId#TERRITORY} means all of them. Whoever calls has made sure that the
 * one who asks is that person, or acts for them. Each call is recorded in the audit logs of the tenants that hold something.
 */
@ProviderType
public interface DataRequests {

    /** How much is held, by tenant and processing; what holds nothing is left out. */
    List<Held> find(TenantId where, Person person, AuditEntry.Party by);

    /**
     * Writes a ZIP with {@code donnees.json} and {@code donnees.html}.
     *
     * @param by who asks: an agent, or the person
     * @param language of the labels
     */
    void export(TenantId where, Person person, AuditEntry.Party by, Locale language, OutputStream out) throws IOException;

    /**
     * Erases or anonymises what the law allows.
     *
     * @param ground why, and how the person's identity was checked; without the person's name
     */
    List<Erased> erase(TenantId where, Person person, AuditEntry.Party by, String ground);

    /** How many records a tenant holds in a processing. */
    record Held(TenantId tenant, String processing, long records) {}

    /** What became of data in a tenant. */
    record Erased(TenantId tenant, PersonalData.Erasure erasure) {}
}
