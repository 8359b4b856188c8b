package org.parvis.identity;

import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Seal;
import org.parvis.api.tenant.TenantId;

/** What identity providers said of people, encrypted under the territory's key. */
@Component(service = SealedTexts.class)
public final class SealedTexts {
    private final Seal seal;

    @Activate
    public SealedTexts(@Reference Seal seal) {
        this.seal = seal;
    }

    /** Not within a transaction, as {@link Seal#seal}. */
    public String seal(String text, String context) {
        return seal.seal(TenantId.TERRITORY, text.getBytes(StandardCharsets.UTF_8), context);
    }

    /** What was sealed for that context, or the same text if it is from before there was encryption. */
    public String open(String stored, String context) {
        return seal.isSealed(stored) ? new String(seal.open(TenantId.TERRITORY, stored, context), StandardCharsets.UTF_8) : stored;
    }

    /** For the ID token of a session that began at a provider. */
    public static String idToken(String provider) {
        return "identity.id-token " + provider;
    }

    /** For what an issuer certifies of one person. */
    public static String pivot(String issuer, String subject) {
        return "identity.pivot " + issuer + " " + subject;
    }
}
