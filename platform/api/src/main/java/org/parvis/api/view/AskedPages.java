package org.parvis.api.view;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.Site;

/**
 * Contribution: pages of a plugin of which visitors are asked « Cette page vous a-t-elle été utile ? ».
 *
 * <p>The handler of such a page puts its path into the model as {@code feedbackPath}, and its template shows the question while the site asks
 * it: {@code <#import "/site/feedback-form.ftlh" as feedback> <@feedback.atFoot/>}.
 */
@ConsumerType
public interface AskedPages {

    /**
     * The title of a page that visitors may judge; empty if there is none at that path, or none that is public now.
     *
     * @param path on the site, without language prefix; from the visitor, so it may be anything
     * @param now of the request (UTC)
     */
    Optional<String> title(Site site, String path, Instant now);
}
