/** The site of each tenant: home, pages, people, opening hours, legal pages, search; and the territory's portal. */
@NullMarked
@Plugin(
        id = "site",
        core = true,
        permissions = {"site.pages=editor|auditor", "site.hours=editor|auditor", "site.people=editor|auditor", "site.contacts=editor|auditor", "site.import=admin",
            "site.care=editor|auditor", "site.care.settings=admin", "site.feedback=editor|auditor", "site.feedback.settings=admin"})
package org.parvis.site;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
