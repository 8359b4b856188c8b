package org.parvis.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What providers send by themselves when a session ends there (OpenID Connect Back-Channel Logout 1.0). */
@Component(service = BackChannel.class)
public final class BackChannel {
    private static final Logger LOG = LoggerFactory.getLogger(BackChannel.class);
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final TenantData territory;
    private final OpenIdConnect connect;
    private final Clock clock;

    @Activate
    public BackChannel(@Reference Database database, @Reference OpenIdConnect connect, @Reference Clock clock) {
        this.territory = database.of(TenantId.TERRITORY);
        this.connect = connect;
        this.clock = clock;
    }

    /** Ends sessions in the transaction that remembers the token. */
    @FunctionalInterface
    public interface End {
        void in(Transaction transaction, LogoutToken token);
    }

    /**
     * Checks a logout token (section 2.6), and ends what it names, once.
     *
     * @throws NotFound if there is no such provider
     * @throws Refused if the token is not the provider's, not for us, not of now, or was sent before
     */
    public void accept(String providerId, String token, End end) {
        Provider provider = connect.provider(providerId).orElseThrow(NotFound::new);
        try {
            LogoutToken checked = checked(provider, token);
            territory.write(transaction -> {
                if (!LogoutTable.insert(transaction, checked)) {
                    throw new Refused(Refused.Reason.OVER, "the logout token was sent before");
                }
                end.in(transaction, checked);
            });
        } catch (Refused refused) {
            LOG.warn("Identity provider {}: a logout token is refused: {}", providerId, refused.getMessage());
            throw refused;
        }
    }

    private LogoutToken checked(Provider provider, String token) {
        ProviderSettings settings = provider.settings();
        try {
            JWT parsed = JWTParser.parse(token);
            // Whoever knows us not must not make us ask for keys.
            if (!settings.issuer().equals(parsed.getJWTClaimsSet().getIssuer())) {
                throw new Refused(Refused.Reason.UNPROVED, "another issuer");
            }
            LogoutTokenValidator validator = new LogoutTokenValidator(
                    new Issuer(settings.issuer()), new ClientID(settings.client().id()), false,
                    new JWSVerificationKeySelector<SecurityContext>(Provider.SIGNATURES, provider.keys()), null);
            LogoutTokenClaimsSet claims = validator.validate(parsed);
            if (claims.getIssueTime().after(Date.from(clock.instant().plus(SKEW)))) {
                throw new Refused(Refused.Reason.UNPROVED, "it is of tomorrow");
            }
            String subject = claims.getSubject() == null ? null : Attempt.hash(claims.getSubject().getValue());
            String sid = claims.getSessionID() == null ? null : Attempt.hash(claims.getSessionID().getValue());
            return new LogoutToken(
                    settings.id(), settings.audience(), subject, sid, Attempt.hash(claims.getJWTID().getValue()),
                    claims.getExpirationTime().toInstant().plus(SKEW));
        } catch (BadJOSEException | JOSEException | java.text.ParseException | IllegalArgumentException wrong) {
            throw new Refused(Refused.Reason.UNPROVED, String.valueOf(wrong.getMessage()));
        }
    }
}
