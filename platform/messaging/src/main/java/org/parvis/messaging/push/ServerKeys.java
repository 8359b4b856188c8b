package org.parvis.messaging.push;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.DefaultVAPIDJWTGeneratorFactory;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Seal;
import org.parvis.api.data.TenantData;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;

/**
 * The key pair by which push services recognise this installation (VAPID, RFC 8292): made when it is first needed, one for all nodes, the
 * private half sealed. Browsers tie each subscription to it, so it stays.
 */
@Component(service = ServerKeys.class)
public final class ServerKeys {
    private static final String CONTEXT = "messaging.push-key";

    /** RFC 8292, 2: not more than 24 hours; clocks of push services may be behind. */
    private static final Duration VALID = Duration.ofHours(12);

    private final TenantData territory;
    private final Seal seal;
    private final Clock clock;
    private volatile @Nullable VAPIDKeyPair known;

    @Activate
    public ServerKeys(@Reference Database database, @Reference Seal seal, @Reference Clock clock) {
        this.territory = database.of(TenantId.TERRITORY);
        this.seal = seal;
        this.clock = clock;
    }

    private record Stored(String publicKey, String sealed) {}

    /** The public half, uncompressed, in base64url: what a browser subscribes with. */
    String publicKey() {
        return pair().extractPublicKeyInUncompressedFormAsString();
    }

    /**
     * Value of the header Authorization of a request to a push service (RFC 8292, 3).
     *
     * @param contact of the operator, as {@code mailto:} or {@code https:}
     */
    String authorization(URI endpoint, String contact) {
        try {
            return pair().generateAuthorizationHeaderValue(VAPIDJWTParam.getBuilder()
                    .resourceURL(endpoint.toURL())
                    .expirationTime(clock.instant().plus(VALID))
                    .subject(contact)
                    .build());
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("an endpoint is checked before it is stored", impossible);
        }
    }

    private VAPIDKeyPair pair() {
        VAPIDKeyPair pair = known;
        if (pair == null) {
            Stored stored = stored().orElseGet(this::make);
            pair = pair(stored);
            known = pair;
        }
        return pair;
    }

    private Optional<Stored> stored() {
        return territory.one(
                "select k.public_key, k.private_key from messaging_push_key k where k.tenant_id = :tenant",
                row -> new Stored(row.string("public_key"), row.string("private_key")));
    }

    /** Another node may be first: its pair is everybody's. */
    private Stored make() {
        KeyPair fresh = generate();
        byte[] open = PublicKeySources.ofECPublicKey((ECPublicKey) fresh.getPublic()).extractBytesInUncompressedForm();
        Stored made = new Stored(
                Base64.getUrlEncoder().withoutPadding().encodeToString(open), seal.seal(TenantId.TERRITORY, fresh.getPrivate().getEncoded(), CONTEXT));
        Instant now = clock.instant();
        try {
            territory.write(transaction -> transaction.execute(
                    "insert into messaging_push_key (tenant_id, public_key, private_key, since) values (:tenant, :open, :sealed, :now)",
                    "open", made.publicKey(), "sealed", made.sealed(), "now", now));
            return made;
        } catch (Conflict second) {
            return stored().orElseThrow(() -> second);
        }
    }

    private VAPIDKeyPair pair(Stored stored) {
        return VAPIDKeyPairs.of(
                PrivateKeySources.ofPKCS8Bytes(seal.open(TenantId.TERRITORY, stored.sealed(), CONTEXT)),
                PublicKeySources.ofUncompressedBytes(Base64.getUrlDecoder().decode(stored.publicKey())),
                // Named here: what the library would look for among services of the class path is not to be found in a bundle.
                new DefaultVAPIDJWTGeneratorFactory()::create);
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has P-256", impossible);
        }
    }
}
