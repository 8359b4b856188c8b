package org.parvis.identity.oidc;

import org.jspecify.annotations.Nullable;

/**
 * What a provider calls the person and its session by when it ends that one, as hashes.
 *
 * @param sid null if the provider names its sessions not; then all of the person's end
 */
public record ProviderMark(String subject, @Nullable String sid) {

    static ProviderMark of(String subject, @Nullable String sid) {
        return new ProviderMark(Attempt.hash(subject), sid == null ? null : Attempt.hash(sid));
    }
}
