package org.parvis.api.view;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.identity.Agent;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Site;

/** Contribution of a platform module: the frame of public pages, or that of the back office. */
@ConsumerType
public interface FrameSource {

    /** Whether it frames the back office; else public pages. */
    boolean desk();

    Frame frame(Asked asked);

    /**
     * For which page a frame is asked.
     *
     * @param path as routed
     * @param session token of the agent's session, or empty; shown nowhere
     * @param now of the request (UTC)
     */
    record Asked(Site site, ActivePlugins plugins, Locale language, String path, @Nullable Agent agent, String session, Instant now) {

        /** Without a session. */
        public Asked(Site site, ActivePlugins plugins, Locale language, String path, @Nullable Agent agent, Instant now) {
            this(site, plugins, language, path, agent, "", now);
        }

        @Override
        public String toString() {
            return "Asked[" + site.host() + path + "]";
        }
    }
}
