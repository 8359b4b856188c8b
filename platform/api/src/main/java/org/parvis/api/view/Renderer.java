package org.parvis.api.view;

import java.util.Locale;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Site;

/** Renders a view in a site's theme. */
@ProviderType
public interface Renderer {

    /**
     * Renders a template, looked up in the site's theme, its parent themes, then the active plugins.
     *
     * @return UTF-8 bytes
     * @throws RenderFailed if the template is missing, fails, or costs more than it may; already logged with name and line
     */
    byte[] render(Site site, ActivePlugins plugins, Locale language, String template, Map<String, ?> model);

    /** Thrown after the fault has been logged. */
    final class RenderFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public RenderFailed(String message) {
            super(message, null, false, false);
        }
    }
}
