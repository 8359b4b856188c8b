package org.parvis.site;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.desk.DeskMenu;

/** The site's entries in the back office's menu. */
@Component(service = DeskMenu.class)
public final class SiteMenu implements DeskMenu {

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("site.desk.pages.title", "/pages", "site.pages", Group.PUBLISH, "file", 20),
                new Entry("site.desk.hours.title", "/horaires", "site.hours", Group.TOWN, "clock", 30),
                new Entry("site.desk.people.title", "/elus", "site.people", Group.TOWN, "people", 40),
                new Entry("site.desk.contacts.title", "/contacts", "site.contacts", Group.TOWN, "phone", 50),
                new Entry("site.care.title", "/verification", "site.care", Group.QUALITY, "check", 80),
                new Entry("site.import.title", "/import-wordpress", "site.import", Group.SITE, "download", 45));
    }
}
