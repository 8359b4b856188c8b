package org.parvis.identity.oidc;

/** Configuration {@code org.parvis.identity.oidc-<name>}: one identity provider. Lists are written with commas or spaces. */
@interface ProviderConfig {

    /** Stands in the addresses that the provider sends people back to; small letters, digits, hyphens. */
    String id() default "";

    /** {@code franceconnect}, {@code proconnect} or {@code generic}. */
    String kind() default "generic";

    /** {@code agents} or {@code citizens}; follows from the kind where that is of one audience alone. */
    String audience() default "";

    /** Short name (slug) of the one tenant that the client is registered for; empty: the territory. Citizens alone. */
    String tenant() default "";

    /** How the provider is called on buttons. */
    String label() default "";

    /** Exactly as the provider writes it into its tokens; what it offers is read from below it. */
    String issuer() default "";

    /** In place of discovery, with {@code tokenEndpoint} and {@code jwksUri}. */
    String authorizationEndpoint() default "";

    String tokenEndpoint() default "";

    String userinfoEndpoint() default "";

    String endSessionEndpoint() default "";

    String jwksUri() default "";

    String clientId() default "";

    /** File whose first line is the secret; nobody but its owner may read it. */
    String clientSecretFile() default "";

    /** {@code basic} or {@code post}. */
    String clientAuthentication() default "";

    String[] scopes() default {};

    /** {@code true} or {@code false}: whether PKCE is sent; empty: as the kind's documentation says. */
    String pkce() default "";

    /** What must be reached: any of them. */
    String[] acr() default {};

    /** Agents: those that count as the second step of signing in. */
    String[] secondFactorAcr() default {};

    /** Agents: an account is found by its e-mail address the first time. */
    boolean matchByEmail() default false;

    /** Agents: the provider gives checked addresses alone, though it does not say so ({@code email_verified}). */
    boolean emailVouched() default false;

    /** Agents: SIREN or SIRET from which one may come besides those of the agent's own tenants; {@code *}: any. */
    String[] organisations() default {};

    /** The provider is inside of this network. */
    boolean internal() default false;

    /** For trying out on one machine alone: addresses may be internal and without TLS. */
    boolean development() default false;
}
