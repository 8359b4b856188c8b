package org.parvis.identity.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What browsers are asked (WebAuthn Level 3, 5.1.9 and 5.1.10), as JSON. */
final class PasskeyOptions {
    /** ES256, EdDSA, RS256: what authenticators in use can do, best first (IANA COSE Algorithms). */
    static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private static final ObjectMapper JSON = new ObjectMapper();

    private PasskeyOptions() {}

    /** To sign in with whatever passkey of this site there is on the device: no list, so nobody learns who has one. */
    static String signIn(RelyingParty party, String challenge, Duration lifetime) {
        return json(Map.of(
                "challenge", challenge, "rpId", party.id(), "userVerification", "required", "timeout", lifetime.toMillis(), "allowCredentials", List.of()));
    }

    /** To make one; an authenticator that has one of this account makes no second. */
    static String add(RelyingParty party, String challenge, Duration lifetime, Owner owner, String user, String shown, List<Passkey> existing) {
        return json(Map.of(
                "challenge", challenge,
                "rp", Map.of("id", party.id(), "name", party.name()),
                "user", Map.of("id", owner.handle(), "name", user, "displayName", shown),
                "pubKeyCredParams", ALGORITHMS.stream().map(algorithm -> Map.of("type", "public-key", "alg", algorithm)).toList(),
                "timeout", lifetime.toMillis(),
                "attestation", "none",
                "authenticatorSelection", Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"),
                "excludeCredentials", existing.stream()
                        .map(one -> Map.of("type", "public-key", "id", one.credential(), "transports", one.transports()))
                        .toList()));
    }

    private static String json(Map<String, ?> options) {
        try {
            return JSON.writeValueAsString(options);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps and lists become JSON", impossible);
        }
    }
}
