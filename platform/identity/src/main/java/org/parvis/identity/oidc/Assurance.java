package org.parvis.identity.oidc;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Levels of assurance ({@code acr}). Those of eIDAS are ordered: who reaches the second has reached the first. */
final class Assurance {
    private static final Pattern EIDAS = Pattern.compile("eidas[123]");

    private Assurance() {}

    /** Whether one of those asked is reached; true if none is asked. */
    static boolean reached(@Nullable String acr, List<String> asked) {
        return asked.isEmpty() || (acr != null && asked.stream().anyMatch(one -> one.equals(acr) || isAbove(acr, one)));
    }

    private static boolean isAbove(String acr, String asked) {
        return EIDAS.matcher(acr).matches() && EIDAS.matcher(asked).matches() && acr.compareTo(asked) > 0;
    }
}
