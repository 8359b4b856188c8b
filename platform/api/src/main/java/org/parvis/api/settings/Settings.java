package org.parvis.api.settings;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** Settings of a tenant by key ({@code <plugin>.<name>}); read from a bounded memory, written in a transaction. */
@ProviderType
public interface Settings {

    Map<String, String> of(TenantId tenant);

    default Optional<String> get(TenantId tenant, String key) {
        return Optional.ofNullable(of(tenant).get(key));
    }

    /** Sets a value, or removes it if it is empty; touches the tags {@code settings} and {@code site}. */
    void set(Transaction transaction, String key, String value);
}
