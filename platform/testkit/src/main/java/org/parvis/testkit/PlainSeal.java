package org.parvis.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.parvis.api.data.ClearTexts;
import org.parvis.api.data.Database;
import org.parvis.api.data.Seal;
import org.parvis.api.data.TenantData;
import org.parvis.api.tenant.TenantId;

/** Writes the context down and encrypts nothing: the cipher is tested where it is. */
public final class PlainSeal implements Seal {

    @Override
    public String seal(TenantId tenant, byte[] plain, String context) {
        return "s1:" + context + ":" + Base64.getEncoder().encodeToString(plain);
    }

    /** Seals what stands in clear, as the platform does after a start. */
    public void seal(Database database, ClearTexts texts) {
        TenantData territory = database.of(TenantId.TERRITORY);
        for (ClearTexts.ClearText one : texts.some(territory, Integer.MAX_VALUE)) {
            String sealed = seal(TenantId.TERRITORY, one.text().getBytes(StandardCharsets.UTF_8), one.context());
            territory.write(transaction -> one.seal().accept(transaction, sealed));
        }
    }

    @Override
    public byte[] open(TenantId tenant, String sealed, String context) {
        if (!sealed.startsWith("s1:" + context + ":")) {
            throw new IllegalArgumentException("sealed for something else");
        }
        return Base64.getDecoder().decode(sealed.substring(context.length() + 4));
    }

    @Override
    public boolean isSealed(String text) {
        return text.startsWith("s1:");
    }
}
