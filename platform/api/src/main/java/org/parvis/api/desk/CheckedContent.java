package org.parvis.api.desk;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/** Contribution: texts that the list of open accessibility findings looks at. */
@ConsumerType
public interface CheckedContent {

    Kind kind();

    /** Texts that the public reads now, the latest first; at most {@code limit}. */
    List<Text> texts(TenantId tenant, Instant now, int limit);

    /**
     * A kind of text.
     *
     * @param labelKey message: « Article »
     * @param permission to see it in the list
     */
    record Kind(String labelKey, String permission) {}

    /**
     * One text.
     *
     * @param path of its form, below {@code /bureau/<slug>}
     * @param html sanitised
     * @param files ids of the files that go with it
     */
    record Text(String title, String path, String html, List<String> files) {

        public Text {
            files = List.copyOf(files);
        }

        /** Without files. */
        public Text(String title, String path, String html) {
            this(title, path, html, List.of());
        }
    }
}
