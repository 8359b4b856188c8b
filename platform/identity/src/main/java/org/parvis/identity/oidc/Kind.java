package org.parvis.identity.oidc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rules a provider has besides the standard. */
public enum Kind {
    FRANCECONNECT(Audience.CITIZENS, "FranceConnect", true, List.of("openid", "given_name", "family_name", "birthdate", "gender", "birthplace",
            "birthcountry", "preferred_username", "email")),
    PROCONNECT(Audience.AGENTS, "ProConnect", true, List.of("openid", "email", "given_name", "usual_name", "siret")),
    GENERIC(null, "", false, List.of("openid", "profile", "email"));

    private final @Nullable Audience audience;
    private final String label;
    private final boolean posts;
    private final List<String> scopes;

    Kind(@Nullable Audience audience, String label, boolean posts, List<String> scopes) {
        this.audience = audience;
        this.label = label;
        this.posts = posts;
        this.scopes = scopes;
    }

    /** The one that it is for, null if it may be either. */
    @Nullable
    Audience audience() {
        return audience;
    }

    String label() {
        return label;
    }

    /** Whether it wants the client's secret in the body (client_secret_post). */
    boolean posts() {
        return posts;
    }

    /**
     * Whether requests may hold what its documentation does not list: ProConnect answers such with an error, and FranceConnect checks them
     * by the same list. PKCE and the language of the interface are not on it; the nonce and the client's secret protect the code there.
     */
    boolean takesAnything() {
        return this == GENERIC;
    }

    List<String> scopes() {
        return scopes;
    }
}
