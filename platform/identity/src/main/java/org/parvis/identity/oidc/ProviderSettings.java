package org.parvis.identity.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One identity provider as the operator wants it, checked.
 *
 * @param tenant slug of the one tenant that it is for, or empty
 * @param endpoints null: discovery
 * @param acr of which one must be reached, empty: any
 */
record ProviderSettings(
        String id,
        Kind kind,
        Audience audience,
        String tenant,
        String label,
        String issuer,
        @Nullable Endpoints endpoints,
        Client client,
        List<String> scopes,
        boolean pkce,
        List<String> acr,
        AgentRules rules,
        boolean internal,
        boolean development) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
    private static final int LONGEST_ISSUER = 250;

    /** What is not read from the provider. */
    record Endpoints(URI authorization, URI token, URI keys, @Nullable URI userinfo, @Nullable URI endSession) {}

    /** @param posts whether the secret goes into the body */
    record Client(String id, String secret, boolean posts) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** @throws IllegalArgumentException saying what the operator has to correct */
    static ProviderSettings of(ProviderConfig config) {
        Kind kind = one(Kind.class, "kind", config.kind());
        Audience audience = audience(kind, config.audience());
        demand(ID.matcher(config.id()).matches(), "id is of 1 to 40 small letters, digits and hyphens");
        demand(!config.clientId().isBlank(), "clientId is missing");
        String label = config.label().isBlank() ? kind.label() : config.label().strip();
        demand(!label.isEmpty() && label.length() <= 60, "label is missing, or longer than 60 characters");
        demand(config.tenant().isBlank() || audience == Audience.CITIZENS, "tenant is for providers of citizens");
        boolean development = config.development();
        demand(config.issuer().length() <= LONGEST_ISSUER, "issuer is longer than 250 characters");
        address("issuer", config.issuer(), development);
        Client client = new Client(config.clientId().strip(), SecretFile.read(config.clientSecretFile()), posts(kind, config.clientAuthentication()));
        List<String> scopes = words(config.scopes());
        AgentRules rules = new AgentRules(words(config.secondFactorAcr()), config.matchByEmail(), config.emailVouched(),
                words(config.organisations()), kind == Kind.PROCONNECT);
        return new ProviderSettings(config.id(), kind, audience, config.tenant().strip(), label, config.issuer().strip(),
                endpoints(config, development), client, scopes.isEmpty() ? kind.scopes() : scopes, pkce(kind, config.pkce()), acr(kind, words(config.acr())), rules,
                config.internal(), development);
    }

    /** FranceConnect wants to be told at least the lowest. */
    private static List<String> acr(Kind kind, List<String> configured) {
        return configured.isEmpty() && kind == Kind.FRANCECONNECT ? List.of("eidas1") : configured;
    }

    private static Audience audience(Kind kind, String configured) {
        Audience only = kind.audience();
        Audience asked = configured.isBlank() && only != null ? only : one(Audience.class, "audience", configured);
        demand(only == null || only == asked, kind.label() + " is not for " + asked.name().toLowerCase(Locale.ROOT));
        return asked;
    }

    private static boolean posts(Kind kind, String configured) {
        return switch (configured.strip()) {
            case "" -> kind.posts();
            case "post" -> true;
            case "basic" -> false;
            default -> throw new IllegalArgumentException("clientAuthentication is basic or post");
        };
    }

    private static boolean pkce(Kind kind, String configured) {
        return switch (configured.strip()) {
            case "" -> kind.takesAnything();
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("pkce is true or false");
        };
    }

    private static @Nullable Endpoints endpoints(ProviderConfig config, boolean development) {
        if (config.authorizationEndpoint().isBlank()) {
            return null;
        }
        return new Endpoints(
                address("authorizationEndpoint", config.authorizationEndpoint(), development),
                address("tokenEndpoint", config.tokenEndpoint(), development),
                address("jwksUri", config.jwksUri(), development),
                config.userinfoEndpoint().isBlank() ? null : address("userinfoEndpoint", config.userinfoEndpoint(), development),
                config.endSessionEndpoint().isBlank() ? null : address("endSessionEndpoint", config.endSessionEndpoint(), development));
    }

    /** An address of the provider: https, unless this is for trying out. */
    static URI address(String name, String value, boolean development) {
        try {
            URI uri = new URI(value.strip());
            boolean scheme = "https".equals(uri.getScheme()) || (development && "http".equals(uri.getScheme()));
            demand(scheme && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null,
                    name + " is an absolute address that begins with https://");
            return uri;
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(name + " is no address", malformed);
        }
    }

    private static List<String> words(String[] lines) {
        return Arrays.stream(lines).flatMap(line -> Arrays.stream(line.split("[\\s,]+"))).filter(word -> !word.isEmpty()).toList();
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name, String value) {
        try {
            return Enum.valueOf(type, value.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            String all = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
            throw new IllegalArgumentException(name + " is one of " + all, unknown);
        }
    }

    private static void demand(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
