/** The site of each tenant: home, pages, people, opening hours, legal pages, search; and the territory's portal. */
@NullMarked
@Plugin(
        id = "site",
        core = true,
        permissions = {"site.pages=editor", "site.hours=editor", "site.people=editor", "site.contacts=editor", "site.import=admin", "site.care=editor",
            "site.care.settings=admin", "site.feedback=editor", "site.feedback.settings=admin"})
package org.parvis.site;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
