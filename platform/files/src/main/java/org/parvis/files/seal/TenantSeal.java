package org.parvis.files.seal;

import java.io.IOException;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Seal;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals small secrets with the keys of private files; the text names its key, so that keys can be rotated. */
@Component(service = Seal.class)
public final class TenantSeal implements Seal {
    private static final Logger LOG = LoggerFactory.getLogger(TenantSeal.class);
    private static final Pattern SEALED = Pattern.compile("s1:([0-9a-f-]{36}):([A-Za-z0-9_-]+)");
    private static final String PURPOSE = "small secret ";

    private final TenantKeys keys;

    @Activate
    public TenantSeal(@Reference TenantKeys keys) {
        this.keys = keys;
    }

    @Override
    public String seal(TenantId tenant, byte[] plain, String context) {
        try {
            TenantKey key = keys.newest(tenant);
            return "s1:" + key.id() + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(plain, bound(tenant, context)));
        } catch (IOException noKey) {
            throw unavailable(noKey);
        }
    }

    @Override
    public byte[] open(TenantId tenant, String sealed, String context) {
        Matcher parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw new IllegalArgumentException("this was not sealed");
        }
        TenantKey key;
        try {
            key = keys.byId(tenant, UUID.fromString(parts.group(1)));
        } catch (IOException noKey) {
            throw unavailable(noKey);
        }
        try {
            return key.open(Base64.getUrlDecoder().decode(parts.group(2)), bound(tenant, context));
        } catch (IOException forged) {
            throw new IllegalArgumentException("this was changed, or sealed for something else", forged);
        }
    }

    @Override
    public boolean isSealed(String text) {
        return SEALED.matcher(text).matches();
    }

    private static String bound(TenantId tenant, String context) {
        return PURPOSE + tenant.value() + " " + context;
    }

    private static Unavailable unavailable(IOException noKey) {
        LOG.error("A secret cannot be sealed or opened: {}", noKey.getMessage());
        return new Unavailable();
    }
}
