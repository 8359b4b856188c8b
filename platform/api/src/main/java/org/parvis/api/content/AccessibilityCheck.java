package org.parvis.api.content;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: looks for what keeps people out of a text (RGAA 4.1, WCAG 2.2). Whoever saves texts asks all of them and shows what they
 * found; nothing is refused for it.
 */
@ConsumerType
public interface AccessibilityCheck {

    /**
     * What is wrong with a text, in the order in which it stands there.
     *
     * @param html sanitised, below the page's own {@code h1}
     */
    List<Finding> check(TenantId tenant, String html);

    /**
     * What is wrong with the files that go with a text, such as its attachments. They are read: this may take some seconds per file that was
     * never seen before.
     *
     * @param files ids in {@link org.parvis.api.file.Files}; those that it does not know are passed over
     */
    default List<Finding> checkFiles(TenantId tenant, List<String> files) {
        return List.of();
    }

    /**
     * Something to mend.
     *
     * @param messageKey message in plain words that says what is wrong and what to do; {@code {0}}: the excerpt
     * @param error whether it is wrong for sure; else somebody should have a look
     * @param excerpt where it stands, in a few words; may be empty
     * @param element name of the element in lower case: {@code img}; empty if it is no part of the text
     * @param index number of that element among its like in the text, from 0
     */
    record Finding(String messageKey, boolean error, String excerpt, String element, int index) {}
}
