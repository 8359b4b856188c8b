package org.parvis.api.data;

import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/**
 * Encrypts small secrets that stand in the database, under the tenant's key, which is under a master key that is not in the database.
 */
@ProviderType
public interface Seal {

    /**
     * Encrypts. Not within a transaction: the tenant's first key is written in one of its own.
     *
     * @param context what it belongs to, such as {@code identity.factor <id>}: it opens with the same one alone
     * @return printable text, about 130 characters more than one and a half times the bytes
     * @throws org.parvis.api.route.Unavailable if the master key cannot be read
     */
    String seal(TenantId tenant, byte[] plain, String context);

    /**
     * Decrypts what {@link #seal} returned.
     *
     * @throws org.parvis.api.route.Unavailable if the master key cannot be read
     * @throws IllegalArgumentException if it was changed, or sealed for another context
     */
    byte[] open(TenantId tenant, String sealed, String context);

    /** Whether a text looks like one that {@link #seal} returned, and not like one from before there was encryption. */
    boolean isSealed(String text);
}
