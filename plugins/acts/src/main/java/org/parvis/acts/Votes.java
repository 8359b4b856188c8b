package org.parvis.acts;

import org.jspecify.annotations.Nullable;

/**
 * How a deliberation was voted; each number may be unknown.
 *
 * @param members who could have voted
 * @param present who did
 */
public record Votes(@Nullable Integer members, @Nullable Integer present, @Nullable Integer inFavour, @Nullable Integer against, @Nullable Integer abstained) {

    public static final Votes UNKNOWN = new Votes(null, null, null, null, null);

    public boolean known() {
        return inFavour != null || against != null || abstained != null;
    }
}
