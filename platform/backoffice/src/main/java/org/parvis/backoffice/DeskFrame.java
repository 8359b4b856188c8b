package org.parvis.backoffice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Mandates;
import org.parvis.api.identity.Permissions;
import org.parvis.api.settings.SettingsForm;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Frame;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Themes;

/** The frame of back-office pages: menu by permission, tenants of the agent, way to the public site. */
@Component(service = FrameSource.class)
public final class DeskFrame implements FrameSource {

    static final String ROOT = "/bureau";

    /**
     * Entries of the menu under one heading.
     *
     * @param open what is used every day, and where the agent is
     */
    public record Section(String label, boolean open, List<Link> entries) {}

    /** Who is signed in. */
    public record Person(String name, String email, boolean operator) {}

    /** For whom the agent acts. */
    public record Acting(String name, String reference, LocalDate until) {}

    private static final int SWITCHES = 12;
    private static final Set<DeskMenu.Group> DAILY =
            Set.of(DeskMenu.Group.PUBLISH, DeskMenu.Group.TOWN, DeskMenu.Group.SERVICES, DeskMenu.Group.TERRITORY);

    private final Permissions permissions;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Themes themes;
    private final Mandates mandates;

    @Activate
    public DeskFrame(
            @Reference Permissions permissions, @Reference Tenants tenants, @Reference PublicUrls urls, @Reference Themes themes,
            @Reference Mandates mandates) {
        this.permissions = permissions;
        this.tenants = tenants;
        this.urls = urls;
        this.themes = themes;
        this.mandates = mandates;
    }

    @Override
    public boolean desk() {
        return true;
    }

    @Override
    public Frame frame(Asked asked) {
        Site site = asked.site();
        Agent agent = asked.agent();
        boolean inTenant = agent != null && agent.worksIn(site.id());
        Map<String, Object> frame = new HashMap<>();
        frame.put("title", site.tenant().name().name());
        frame.put("home", ROOT);
        frame.put("base", ROOT + "/" + site.tenant().slug());
        frame.put("inTenant", inTenant);
        frame.put("siteUrl", urls.of(site, "/").replaceFirst("/$", ""));
        frame.put("prepared", site.state() == SiteState.PREPARED && !site.tenant().isTerritory());
        frame.put("readOnly", inTenant && agent.onlyReads(site.id()));
        frame.put("menu", inTenant ? menu(asked, agent) : List.of());
        frame.put("tenants", agent == null ? List.of() : switches(agent, site));
        if (agent != null) {
            if (inTenant) {
                mandates.current(agent, site.id(), asked.session(), asked.now()).ifPresent(mandate -> frame.put("mandate", acting(mandate, site)));
            }
            frame.put("agent", new Person(agent.name(), agent.email(), agent.isOperator()));
        }
        return new Frame(Map.of("frame", frame), Set.of(), null);
    }

    private static Acting acting(Mandates.Mandate mandate, Site site) {
        // The last day is what people understand, not the midnight after it.
        return new Acting(mandate.name(), mandate.reference(), mandate.ends().minusSeconds(1).atZone(site.tenant().zone()).toLocalDate());
    }

    private List<Section> menu(Asked asked, Agent agent) {
        List<DeskMenu.Entry> entries = new ArrayList<>();
        for (DeskMenu source : asked.plugins().of(DeskMenu.class)) {
            for (DeskMenu.Entry entry : source.entries()) {
                if (shows(permissions, entry, agent, asked.site())) {
                    entries.add(entry);
                }
            }
        }
        settings(asked).filter(entry -> shows(permissions, entry, agent, asked.site())).forEach(entries::add);
        List<Section> sections = new ArrayList<>();
        for (DeskMenu.Group group : DeskMenu.Group.values()) {
            List<Link> links = entries.stream()
                    .filter(entry -> entry.group() == group)
                    .sorted(Comparator.comparingInt(DeskMenu.Entry::order))
                    .map(entry -> link(asked, entry))
                    .toList();
            if (!links.isEmpty()) {
                boolean open = DAILY.contains(group) || links.stream().anyMatch(Link::current);
                sections.add(new Section(text(asked, "backoffice.menu." + group), open, links));
            }
        }
        return sections;
    }

    /** Forms of declared settings that ask something of this site. */
    private static Stream<DeskMenu.Entry> settings(Asked asked) {
        return asked.plugins().of(SettingsForm.class).stream()
                .filter(form -> form.settings().stream().anyMatch(setting -> form.asked(asked.site(), setting)))
                .map(SettingsForm::page)
                .map(page -> new DeskMenu.Entry(
                        page.titleKey(), SettingForms.PATH + page.name(), page.permission(), DeskMenu.Group.SETTINGS, "settings", page.order()));
    }

    /** Whether an agent finds an entry in the back office of a site. */
    static boolean shows(Permissions permissions, DeskMenu.Entry entry, Agent agent, Site site) {
        String permission = entry.permission();
        return entry.reach().takes(site.tenant()) && (permission == null || permissions.mayRead(agent, permission, site.id()));
    }

    private Link link(Asked asked, DeskMenu.Entry entry) {
        boolean current = asked.path().equals(entry.path()) || asked.path().startsWith(entry.path() + "/");
        String url = ROOT + "/" + asked.site().tenant().slug() + entry.path();
        return new Link(text(asked, entry.labelKey()), url, current, entry.icon());
    }

    private String text(Asked asked, String key) {
        return themes.text("base", asked.plugins(), asked.language(), key);
    }

    private List<Link> switches(Agent agent, @Nullable Site current) {
        return agent.tenants().stream()
                .filter(tenant -> !tenant.equals(TenantId.TERRITORY))
                .flatMap(tenant -> tenants.byId(tenant).stream())
                .sorted(Comparator.comparing(site -> site.tenant().name().sortKey()))
                .limit(SWITCHES)
                .map(site -> new Link(
                        site.tenant().name().name(), ROOT + "/" + site.tenant().slug(), current != null && site.id().equals(current.id()), ""))
                .toList();
    }
}
