package org.parvis.backoffice;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.desk.DeskMenu;

/** The shell's own entries in the menu. */
@Component(service = DeskMenu.class)
public final class Entries implements DeskMenu {

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("backoffice.findings.list", "/accessibilite", "backoffice.findings", Group.QUALITY, "eye", 90),
                new Entry("backoffice.look.title", "/apparence", "backoffice.look", Group.SITE, "palette", 10),
                new Entry("backoffice.identity.title", "/coordonnees", "backoffice.identity", Group.SITE, "town-hall", 20),
                new Entry("backoffice.plugins.title", "/services", "backoffice.plugins", Group.SITE, "grid", 30),
                new Entry("backoffice.domains.title", "/domaines", "backoffice.domains", Group.SITE, "globe", 35),
                new Entry("backoffice.redirects.title", "/redirections", "backoffice.redirects", Group.SITE, "signpost", 40),
                new Entry("backoffice.settings.title", "/reglages", "backoffice.settings", Group.SETTINGS, "settings", 50));
    }
}
