package org.parvis.api.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A citizen's account as the asking tenant may see it: what the person does not share with it is null.
 *
 * @param id the same in all tenants: what {@code Recipient.person} and the inbox take
 * @param name as the person wrote it, or null
 * @param email in lower case, proven, or null
 * @param phone as {@code +33612345678} (E.164), not proven, or null
 * @param language language tag that the person chose: {@code fr}, {@code en}
 * @param assurance of the session's sign-in
 */
public record Account(UUID id, @Nullable String name, @Nullable String email, @Nullable String phone, String language, Assurance assurance) {

    /** What to call the person: the name, else the address, else nothing. */
    public String displayName() {
        if (name != null) {
            return name;
        }
        return email == null ? "" : email;
    }
}
