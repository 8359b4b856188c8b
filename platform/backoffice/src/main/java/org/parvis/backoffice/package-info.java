/** The agents' back office: its frame, the day's work, the look and the settings of a site, and the first-run wizard. */
@NullMarked
@Plugin(
        id = "backoffice",
        core = true,
        permissions = {
            "backoffice.look=admin",
            "backoffice.identity=admin",
            "backoffice.plugins=admin",
            "backoffice.domains=admin",
            "backoffice.redirects=admin",
            "backoffice.settings=admin",
            "backoffice.live=admin",
            "backoffice.findings=contributor"
        })
package org.parvis.backoffice;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
