package org.parvis.identity.citizen;

import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.SiteLinks;
import org.parvis.api.view.Themes;

/** What a commune's plugins keep under an account: where to find it on the commune's site. */
@Component(service = AccountLinks.class)
public final class AccountLinks {
    private final Plugins plugins;
    private final Themes themes;
    private final PublicUrls urls;

    @Activate
    public AccountLinks(@Reference Plugins plugins, @Reference Themes themes, @Reference PublicUrls urls) {
        this.plugins = plugins;
        this.themes = themes;
        this.urls = urls;
    }

    /** @param address whole: it may be on another host than the page that shows it */
    public record AccountLink(String label, String address, String icon) {}

    List<AccountLink> of(Site site, Locale language) {
        ActivePlugins active = plugins.of(site.id());
        String prefix = language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "/en" : "";
        return active.of(SiteLinks.class).stream()
                .flatMap(source -> source.links(site, language).stream())
                .filter(link -> link.place() == SiteLinks.Place.ACCOUNT)
                .map(link -> new AccountLink(themes.text(site.look().theme(), active, language, link.labelKey()), urls.of(site, prefix + link.path()), link.icon()))
                .toList();
    }
}
