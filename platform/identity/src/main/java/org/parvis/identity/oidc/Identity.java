package org.parvis.identity.oidc;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, as a provider says; checked to be said by it, to us, just now.
 *
 * @param provider id of the configuration
 * @param subject the person at that issuer, never anybody else
 * @param acr level of assurance reached, null if the provider tells none
 * @param claims what it tells about the person
 * @param idToken as it came: to be shown when signing out there
 * @param rules what the operator lets this provider do for agents
 */
public record Identity(
        String provider, String issuer, String subject, @Nullable String acr, Map<String, Object> claims, String idToken, AgentRules rules) {

    public Identity {
        claims = Map.copyOf(claims);
    }

    /** A claim that is a text and not blank. */
    public Optional<String> text(String claim) {
        return claims.get(claim) instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }

    /** What the provider will call the person and its session by when it ends that one: as the ID token says, and nothing else. */
    public ProviderMark mark() {
        try {
            return ProviderMark.of(subject, JWTParser.parse(idToken).getJWTClaimsSet().getStringClaim("sid"));
        } catch (ParseException malformed) {
            throw new IllegalStateException("an ID token that was checked cannot be read", malformed);
        }
    }

    /** When the provider asked the person, if it says so: as the ID token has it, and nothing else. */
    Optional<Instant> asked() {
        try {
            return JWTParser.parse(idToken).getJWTClaimsSet().getClaim("auth_time") instanceof Number seconds
                    ? Optional.of(Instant.ofEpochSecond(seconds.longValue())) : Optional.empty();
        } catch (ParseException malformed) {
            throw new IllegalStateException("an ID token that was checked cannot be read", malformed);
        }
    }

    public boolean says(String claim) {
        return Boolean.TRUE.equals(claims.get(claim));
    }

    @Override
    public String toString() {
        return "Identity[" + provider + "]";
    }
}
