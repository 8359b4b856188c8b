package org.parvis.data;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.derby.shared.common.i18n.BundleFinder;
import org.apache.derby.shared.common.i18n.MessageService;
import org.jspecify.annotations.Nullable;

/**
 * Derby's texts, found once.
 *
 * <p>Derby asks for several of them at the end of each sort, and its own search, with a failure for each language that it has no
 * texts in, took more time than the query.
 */
final class DerbyMessages implements BundleFinder {
    private static final int BUNDLES = 50;

    private final AtomicReferenceArray<@Nullable ResourceBundle> found = new AtomicReferenceArray<>(BUNDLES);

    /** To be called once the engine runs: when it starts, it sets its own finder. */
    static void install() {
        MessageService.setFinder(new DerbyMessages());
    }

    @Override
    public @Nullable ResourceBundle getBundle(String messageId) {
        int number = MessageService.hashString50(messageId);
        ResourceBundle known = found.get(number);
        if (known == null) {
            known = MessageService.getBundleForLocale(Locale.ENGLISH, messageId);
            found.set(number, known);
        }
        return known;
    }
}
