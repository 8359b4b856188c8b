package org.parvis.identity.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One identity provider: what it offers and its keys, both remembered.
 *
 * <p>What is old is asked for again by one request while the others go on with what is known; a provider that is away for a day is still
 * known. Keys are asked for again as soon as a token names one that is not known.
 */
final class Provider {
    /** Those that are signatures of a public key: a secret shared with us would prove nothing to a third. */
    static final Set<JWSAlgorithm> SIGNATURES = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256,
            JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration KNOWN = Duration.ofHours(24);
    private static final Duration KEYS_WAIT = Duration.ofSeconds(7);

    private final ProviderSettings settings;
    private final Fetch fetch;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;

    /** @param since nanoseconds of this process */
    private record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, long since) {
        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - since < age.toNanos();
        }
    }

    Provider(ProviderSettings settings) {
        this.settings = settings;
        this.fetch = new Fetch(settings);
    }

    ProviderSettings settings() {
        return settings;
    }

    Fetch fetch() {
        return fetch;
    }

    /** @throws Refused if it does not answer and nothing is known of it */
    OIDCProviderMetadata metadata() {
        return known().metadata();
    }

    JWKSource<SecurityContext> keys() {
        return known().keys();
    }

    private Known known() {
        Known now = known;
        if (now != null && now.isYoungerThan(FRESH)) {
            return now;
        }
        boolean usable = now != null && now.isYoungerThan(KNOWN);
        try {
            if (!asking.tryLock(usable ? 0 : KEYS_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return usable(usable ? now : null, "others are asking for what it offers");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return usable(usable ? now : null, "this process is ending");
        }
        try {
            Known meanwhile = known;
            if (meanwhile != null && meanwhile.isYoungerThan(FRESH)) {
                return meanwhile;
            }
            Known fresh = ask(now);
            known = fresh;
            return fresh;
        } catch (IOException | ParseException away) {
            return usable(usable ? now : null, String.valueOf(away.getMessage()));
        } finally {
            asking.unlock();
        }
    }

    private static Known usable(@Nullable Known known, String why) {
        if (known == null) {
            throw new Refused(Refused.Reason.AWAY, why);
        }
        return known;
    }

    private Known ask(@Nullable Known before) throws IOException, ParseException {
        OIDCProviderMetadata metadata = settings.endpoints() == null ? discovered() : configured(settings.endpoints());
        URI keys = metadata.getJWKSetURI();
        boolean same = before != null && before.metadata().getJWKSetURI().equals(keys);
        return new Known(metadata, same ? before.keys() : keys(keys), System.nanoTime());
    }

    private OIDCProviderMetadata discovered() throws IOException, ParseException {
        String issuer = settings.issuer();
        String address = (issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration";
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(fetch.retrieveResource(URI.create(address).toURL()).getContent());
        if (!metadata.getIssuer().getValue().equals(issuer)) {
            throw new IOException("it calls itself " + metadata.getIssuer() + " and not " + issuer);
        }
        if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null || metadata.getJWKSetURI() == null) {
            throw new IOException("it does not say where to sign in, where to ask for tokens or where its keys are");
        }
        try {
            // Pages of ours lead there.
            ProviderSettings.address("its page of signing in", metadata.getAuthorizationEndpointURI().toString(), settings.development());
            if (metadata.getEndSessionEndpointURI() != null) {
                ProviderSettings.address("its page of signing out", metadata.getEndSessionEndpointURI().toString(), settings.development());
            }
        } catch (IllegalArgumentException insecure) {
            throw new IOException(insecure.getMessage(), insecure);
        }
        return metadata;
    }

    private OIDCProviderMetadata configured(ProviderSettings.Endpoints endpoints) {
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(new Issuer(settings.issuer()), List.of(SubjectType.PUBLIC), endpoints.keys());
        metadata.setAuthorizationEndpointURI(endpoints.authorization());
        metadata.setTokenEndpointURI(endpoints.token());
        metadata.setUserInfoEndpointURI(endpoints.userinfo());
        metadata.setEndSessionEndpointURI(endpoints.endSession());
        return metadata;
    }

    private JWKSource<SecurityContext> keys(URI address) throws MalformedURLException {
        return JWKSourceBuilder.<SecurityContext>create(address.toURL(), fetch)
                .cache(FRESH.toMillis(), KEYS_WAIT.toMillis())
                .refreshAheadCache(false)
                .outageTolerant(KNOWN.toMillis())
                .build();
    }
}
