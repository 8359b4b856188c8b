package org.parvis.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Turns a code into an identity: asks the provider for tokens, checks them, asks for what it tells about the person. */
final class Exchange {
    private final Provider provider;
    private final ClientID client;

    Exchange(Provider provider) {
        this.provider = provider;
        this.client = new ClientID(provider.settings().client().id());
    }

    /** @throws Refused */
    Identity identity(String code, Attempt attempt, URI back) {
        try {
            OIDCTokens tokens = tokens(code, attempt, back);
            JWT idToken = tokens.getIDToken();
            IDTokenClaimsSet proved = validator().validate(idToken, new Nonce(attempt.nonce()));
            String acr = proved.getACR() == null ? null : proved.getACR().getValue();
            if (!Assurance.reached(acr, provider.settings().acr())) {
                throw new Refused(Refused.Reason.LEVEL, "reached " + acr + ", asked " + provider.settings().acr());
            }
            Map<String, Object> claims = new HashMap<>(proved.toJWTClaimsSet().getClaims());
            claims.putAll(told(tokens.getAccessToken(), proved.getSubject().getValue()));
            claims.values().removeIf(value -> value == null);
            return new Identity(provider.settings().id(), proved.getIssuer().getValue(), proved.getSubject().getValue(), acr, claims,
                    idToken.serialize(), provider.settings().rules());
        } catch (RemoteKeySourceException | IOException away) {
            throw new Refused(Refused.Reason.AWAY, String.valueOf(away.getMessage()));
        } catch (BadJOSEException | JOSEException | ParseException | java.text.ParseException wrong) {
            throw new Refused(Refused.Reason.UNPROVED, String.valueOf(wrong.getMessage()));
        }
    }

    private OIDCTokens tokens(String code, Attempt attempt, URI back) throws IOException, ParseException {
        AuthorizationCodeGrant grant = provider.settings().pkce()
                ? new AuthorizationCodeGrant(new AuthorizationCode(code), back, new CodeVerifier(attempt.verifier()))
                : new AuthorizationCodeGrant(new AuthorizationCode(code), back);
        TokenRequest request = new TokenRequest.Builder(provider.metadata().getTokenEndpointURI(), authentication(), grant).build();
        TokenResponse response = OIDCTokenResponseParser.parse(request.toHTTPRequest().send(provider.fetch()));
        if (response.indicatesSuccess()) {
            return ((com.nimbusds.openid.connect.sdk.OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
        }
        ErrorObject error = response.toErrorResponse().getErrorObject();
        if (OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode())) {
            throw new Refused(Refused.Reason.CODE, "invalid_grant");
        }
        boolean away = error.getHTTPStatusCode() >= 500;
        throw new Refused(away ? Refused.Reason.AWAY : Refused.Reason.SETTINGS,
                "asked for tokens, it answers " + error.getHTTPStatusCode() + " " + error.getCode());
    }

    private ClientAuthentication authentication() {
        Secret secret = new Secret(provider.settings().client().secret());
        return provider.settings().client().posts() ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
    }

    private IDTokenValidator validator() {
        return new IDTokenValidator(new Issuer(provider.settings().issuer()), client, selector(), null);
    }

    private JWSVerificationKeySelector<SecurityContext> selector() {
        return new JWSVerificationKeySelector<>(Provider.SIGNATURES, provider.keys());
    }

    /** What it tells at its userinfo endpoint, if it has one: as JSON, which TLS protects, or signed, which is checked. */
    private Map<String, Object> told(AccessToken token, String subject)
            throws IOException, ParseException, java.text.ParseException, BadJOSEException, JOSEException {
        URI endpoint = provider.metadata().getUserInfoEndpointURI();
        if (endpoint == null) {
            return Map.of();
        }
        UserInfoResponse response = UserInfoResponse.parse(new UserInfoRequest(endpoint, token).toHTTPRequest().send(provider.fetch()));
        if (!response.indicatesSuccess()) {
            ErrorObject error = response.toErrorResponse().getErrorObject();
            throw new IOException("asked for the person, it answers " + (error == null ? "an error" : error.getHTTPStatusCode()));
        }
        JWT signed = response.toSuccessResponse().getUserInfoJWT();
        Map<String, Object> told = signed == null ? response.toSuccessResponse().getUserInfo().toJSONObject() : checked(signed);
        // OpenID Connect Core 5.3.2: else somebody else's data could be slipped in.
        if (!subject.equals(told.get("sub"))) {
            throw new BadJOSEException("the person told is not the one of the token");
        }
        return told;
    }

    private Map<String, Object> checked(JWT signed) throws BadJOSEException, JOSEException, java.text.ParseException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(selector());
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(client.getValue(),
                new JWTClaimsSet.Builder().issuer(provider.settings().issuer()).build(), Set.of("sub")));
        return processor.process(signed, null).toJSONObject();
    }
}
