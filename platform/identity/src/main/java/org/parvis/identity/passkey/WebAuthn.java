package org.parvis.identity.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The checks of WebAuthn Level 3, 7.1 and 7.2, by the library; what it refuses is {@link Refused}. */
final class WebAuthn {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = PasskeyOptions.ALGORITHMS.stream()
            .map(number -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();

    private final ObjectConverter converter = new ObjectConverter();
    // Not strict about attestation alone: which make an authenticator is, nobody here has to know.
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter attestedConverter = new AttestedCredentialDataConverter(converter);

    /** What is to be stored of a new passkey. */
    record Made(String attested, long counter, boolean backupEligible, boolean backedUp) {}

    /** What changes with each use. */
    record Used(long counter, boolean backedUp) {}

    Made register(Answer answer, RelyingParty party, String challenge) {
        try {
            RegistrationData data = manager.parse(new RegistrationRequest(answer.response("attestationObject"), answer.response("clientDataJSON")));
            manager.verify(data, new RegistrationParameters(server(party, challenge), ALGORITHMS, true, true));
            AuthenticatorData<?> authenticator = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            String attested = ENCODER.encodeToString(attestedConverter.convert(Objects.requireNonNull(authenticator.getAttestedCredentialData())));
            return new Made(attested, authenticator.getSignCount(), authenticator.isFlagBE(), authenticator.isFlagBS());
        } catch (DataConversionException | VerificationException | IllegalArgumentException wrong) {
            throw new Refused(Verdict.Reason.WRONG, String.valueOf(wrong.getMessage()));
        }
    }

    Used authenticate(Answer answer, Passkey passkey, RelyingParty party, String challenge) {
        try {
            AuthenticationData data = manager.parse(new AuthenticationRequest(
                    answer.credentialBytes(), answer.response("userHandle"), answer.response("authenticatorData"), answer.response("clientDataJSON"),
                    answer.response("signature")));
            manager.verify(data, new AuthenticationParameters(server(party, challenge), record(passkey), null, true, true));
            AuthenticatorData<?> authenticator = Objects.requireNonNull(data.getAuthenticatorData());
            return new Used(authenticator.getSignCount(), authenticator.isFlagBS());
        } catch (MaliciousCounterValueException backwards) {
            throw new Refused(Verdict.Reason.COUNTER, String.valueOf(backwards.getMessage()), passkey);
        } catch (DataConversionException | VerificationException | IllegalArgumentException wrong) {
            throw new Refused(Verdict.Reason.WRONG, String.valueOf(wrong.getMessage()));
        }
    }

    private CredentialRecord record(Passkey passkey) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(), true, passkey.backupEligible(), passkey.backedUp(), passkey.counter(),
                attestedConverter.convert(Base64.getUrlDecoder().decode(passkey.attested())), null, null, null, null);
    }

    private static ServerProperty server(RelyingParty party, String challenge) {
        return new ServerProperty(new Origin(party.origin()), party.id(), new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)));
    }
}
