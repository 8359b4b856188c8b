package org.parvis.api.code;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;

/** Contribution: what a follow-up code of one kind opens. */
@ConsumerType
public interface FollowUpTarget {

    /** {@code <plugin>.<what>}. */
    String kind();

    /** Names the thing in a message to the person, in no need of translation; empty if it is no more. */
    Optional<String> title(TenantId tenant, String id);

    /**
     * The page of the thing, at {@code /suivi/dossier}; never cached. Its forms go to routes of the plugin, which ask
     * {@link FollowUp#opened} again.
     *
     * @throws org.parvis.api.route.NotFound if it is no more
     */
    Response page(Request request, String id);

    /** Whether the page where codes are typed is there for this kind; false for one that is opened by links alone. */
    default boolean typed() {
        return true;
    }
}
