package org.parvis.api.data;

import java.util.List;
import java.util.function.BiConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Contribution: small secrets of the territory that a table has in clear, from before they were sealed. The platform seals them after each
 * start, until none is left; who reads them tells both by {@link Seal#isSealed}.
 */
@ConsumerType
public interface ClearTexts {

    /** Some of those that stand in clear; none once all are sealed. */
    List<ClearText> some(Reader territory, int most);

    /**
     * One of them.
     *
     * @param context for {@link Seal#seal}
     * @param seal puts the sealed text in its place, if it still stands there
     */
    record ClearText(String text, String context, BiConsumer<Transaction, String> seal) {}
}
