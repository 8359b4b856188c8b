package org.parvis.api.tenant;

import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: fills a site with content for demonstrations, clearly marked as such. Never called outside a demonstration. */
@ConsumerType
public interface DemoContent {

    /** Adds the content; called once for a site, after it was created. */
    void fill(Site site);
}
