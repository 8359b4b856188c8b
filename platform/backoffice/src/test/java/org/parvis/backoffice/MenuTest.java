package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parvis.api.desk.DeskMenu.Entry;
import org.parvis.api.desk.DeskMenu.Group;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.Reach;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequestSites;

class MenuTest {
    private static final Entry ANYWHERE = new Entry("a", "/a", null, Group.SITE, "grid", 1);
    private static final Entry FLEET = new Entry("f", "/f", null, Group.TERRITORY, "grid", 2);
    private static final Entry CLIENT = new Entry("c", "/c", null, Group.SETTINGS, "grid", 3).in(Reach.MEMBERS);
    private static final Entry DENIED = new Entry("d", "/d", "site.never", Group.SITE, "grid", 4);

    private static Stream<String> shown(Site site) {
        Permissions none = new Permissions() {
            @Override
            public boolean may(Agent agent, String permission, TenantId tenant) {
                return false;
            }

            @Override
            public boolean mayRead(Agent agent, String permission, TenantId tenant) {
                return false;
            }
        };
        Agent agent = FakeRequestSites.agent(Role.EDITOR, site);
        return Stream.of(ANYWHERE, FLEET, CLIENT, DENIED).filter(entry -> DeskFrame.shows(none, entry, agent, site)).map(Entry::path);
    }

    @Test
    void anEntryIsInTheBackOfficesThatItIsFor() {
        assertThat(shown(FakeRequestSites.RODEZ)).containsExactly("/a", "/c");
        assertThat(shown(FakeRequestSites.TERRITORY)).containsExactly("/a", "/f");
    }
}
