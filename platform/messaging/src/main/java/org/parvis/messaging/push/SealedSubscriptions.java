package org.parvis.messaging.push;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ClearTexts;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Seal;
import org.parvis.api.notify.Devices.Subscription;
import org.parvis.api.tenant.TenantId;

/** Where browsers take messages and what encrypts for them, under the territory's key: whoever knows such an address may send there (RFC 8030, 8.3). */
@Component(service = {SealedSubscriptions.class, ClearTexts.class})
public final class SealedSubscriptions implements ClearTexts {
    private static final String BETWEEN = "\n";

    private final Seal seal;

    @Activate
    public SealedSubscriptions(@Reference Seal seal) {
        this.seal = seal;
    }

    /** In one text, which is what is encrypted; an address has no line breaks, keys have none either. */
    static String clear(Subscription subscription) {
        return String.join(BETWEEN, subscription.endpoint(), subscription.key(), subscription.secret());
    }

    /** Not within a transaction, as {@link Seal#seal}. */
    String seal(UUID browser, String clear) {
        return seal.seal(TenantId.TERRITORY, clear.getBytes(StandardCharsets.UTF_8), context(browser));
    }

    /** Of what was stored before there was encryption, too. */
    Subscription open(Browser browser) {
        String clear = seal.isSealed(browser.subscription())
                ? new String(seal.open(TenantId.TERRITORY, browser.subscription(), context(browser.id())), StandardCharsets.UTF_8)
                : browser.subscription();
        String[] parts = clear.split(BETWEEN, 3);
        return new Subscription(parts[0], parts[1], parts[2]);
    }

    /** What browsers subscribed with before there was encryption. */
    @Override
    public List<ClearText> some(Reader territory, int most) {
        return BrowserTable.clear(territory, most).stream()
                .map(browser -> new ClearText(
                        browser.subscription(), context(browser.id()), (transaction, sealed) -> BrowserTable.seal(transaction, browser.id(), sealed)))
                .toList();
    }

    private static String context(UUID browser) {
        return "messaging.device " + browser;
    }
}
