package org.parvis.identity.oidc;

import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The address by which a person is sent to a provider: what we ask for (OpenID Connect Core, 3.1.2.1). */
final class WayThere {
    private WayThere() {}

    static String address(Provider provider, Attempt attempt, URI back, String language) {
        ProviderSettings settings = provider.settings();
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope(settings.scopes()), new ClientID(settings.client().id()), back)
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()));
        if (settings.pkce()) {
            request.codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256);
        }
        if (attempt.again() != null) {
            request.prompt(new Prompt(Prompt.Type.LOGIN)).maxAge(0);
        }
        if (settings.kind().takesAnything()) {
            request.uiLocales(List.of(tag(language)));
        }
        levels(request, settings);
        return request.build().toURI().toString();
    }

    /** What must be reached, and what would count as the second step; what came of it is checked afterwards. */
    private static void levels(AuthenticationRequest.Builder request, ProviderSettings settings) {
        List<String> wishes = Stream.concat(settings.rules().secondFactorAcr().stream(), settings.acr().stream()).distinct().toList();
        if (wishes.isEmpty()) {
            return;
        }
        if (settings.kind() != Kind.PROCONNECT) {
            request.acrValues(wishes.stream().map(ACR::new).toList());
            return;
        }
        // It reads levels as a claim, and sends people through a second step by itself if that is essential.
        boolean demanded = !settings.acr().isEmpty();
        ClaimsSetRequest.Entry acr = new ClaimsSetRequest.Entry("acr")
                .withClaimRequirement(demanded ? ClaimRequirement.ESSENTIAL : ClaimRequirement.VOLUNTARY)
                .withValues(demanded ? settings.acr() : wishes);
        request.claims(new OIDCClaimsRequest().withIDTokenClaimsRequest(new ClaimsSetRequest().add(acr)));
    }

    private static Scope scope(List<String> values) {
        Scope scope = new Scope(values.toArray(String[]::new));
        scope.add("openid");
        return scope;
    }

    private static LangTag tag(String language) {
        try {
            return LangTag.parse(language);
        } catch (LangTagException impossible) {
            throw new IllegalStateException(language, impossible);
        }
    }
}
