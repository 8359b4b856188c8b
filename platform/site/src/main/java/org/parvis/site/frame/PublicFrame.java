package org.parvis.site.frame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Image;
import org.parvis.api.file.Images;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Banner;
import org.parvis.api.view.Block;
import org.parvis.api.view.Frame;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.Themes;
import org.parvis.site.Link;
import org.parvis.site.Texts;
import org.parvis.site.TownHall;
import org.parvis.site.hours.Hours;
import org.parvis.site.hours.HoursView;
import org.parvis.site.hours.Place;
import org.parvis.site.page.Pages;

/** The frame of public pages. Reads the database at most four times: menu, places, exceptions, logo and header picture. */
@Component(service = FrameSource.class)
public final class PublicFrame implements FrameSource {

    /** Setting of tenants that do not ask whether a page is useful. */
    public static final String FEEDBACK_OFF = "site.feedback.off";

    /** « Open now », with a link to the hours. */
    public record Open(String sentence, boolean open, String url) {}

    public record Contact(String name, String street, String postalCode, String city, String phone, String phoneHref, String email, String contactUrl) {}

    /** @param address absolute, as search engines want it */
    public record Language(String tag, String label, String url, String address, boolean current) {}

    public record Portal(String name, String url) {}

    /** Open Graph: what a shared link shows. */
    public record Og(String siteName, String locale, String image) {}

    private final Pages pages;
    private final Hours hours;
    private final Settings settings;
    private final Images images;
    private final Themes themes;
    private final Tenants tenants;
    private final PublicUrls urls;

    @Activate
    public PublicFrame(
            @Reference Pages pages, @Reference Hours hours, @Reference Settings settings, @Reference Images images,
            @Reference Themes themes, @Reference Tenants tenants, @Reference PublicUrls urls) {
        this.pages = pages;
        this.hours = hours;
        this.settings = settings;
        this.images = images;
        this.themes = themes;
        this.tenants = tenants;
        this.urls = urls;
    }

    @Override
    public boolean desk() {
        return false;
    }

    @Override
    public Frame frame(Asked asked) {
        Site site = asked.site();
        Texts texts = Texts.of(themes, asked);
        TownHall hall = TownHall.of(site.tenant(), settings.of(site.id()));
        Map<String, Object> frame = new HashMap<>();
        Set<String> tags = new HashSet<>(Set.of(Pages.TAG, Hours.TAG, "settings"));
        Map<String, Image> pictures = pictures(site);
        identity(frame, texts, hall, pictures);
        Menu menu = new Menu(texts, pages.published(texts), asked.path());
        List<Link> ownPages = menu.pages();
        frame.put("menu", menu.with(ownPages));
        frame.put("quick", menu.quick());
        frame.put("feeds", menu.feeds());
        Map<String, Object> model = new HashMap<>(Map.of("frame", frame, "discover", ownPages));
        Instant validUntil = hours(frame, model, texts, asked, hall, pictures);
        validUntil = banners(frame, asked, tags, validUntil);
        addresses(frame, texts, asked);
        frame.put("feedback", settings.get(site.id(), FEEDBACK_OFF).isEmpty());
        return new Frame(model, tags, validUntil);
    }

    private Map<String, Image> pictures(Site site) {
        List<String> ids = Stream.of(site.look().logo(), site.look().header()).filter(Objects::nonNull).toList();
        return ids.isEmpty() ? Map.of() : images.byIds(site.id(), ids);
    }

    private void identity(Map<String, Object> frame, Texts texts, TownHall hall, Map<String, Image> pictures) {
        Site site = texts.site();
        frame.put("title", title(texts, hall));
        frame.put("tagline", hall.tagline().isEmpty() ? texts.or("site.tagline." + site.tenant().kind(), "") : hall.tagline());
        frame.put("kind", site.tenant().kind().name());
        frame.put("tokensCss", themes.stylesheet(site.look()));
        Image logo = picture(pictures, site.look().logo());
        Image header = picture(pictures, site.look().header());
        if (logo != null) {
            frame.put("logo", logo);
        }
        if (header != null) {
            frame.put("header", header);
        }
        frame.put("contact", new Contact(
                office(texts), hall.street(), hall.postalCode(), hall.city(),
                hall.phone(), TownHall.phoneHref(hall.phone()), hall.email(), texts.url("/contact")));
        frame.put("social", hall.networks().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(network -> Link.to(texts.of("site.network." + network.getKey()), network.getValue()).icon(network.getKey()))
                .toList());
        Image shared = header == null ? logo : header;
        frame.put("og", new Og(
                title(texts, hall), texts.english() ? "en_GB" : "fr_FR", shared == null ? "" : urls.of(site, shared.src())));
        frame.put("prepared", site.state() == SiteState.PREPARED);
    }

    private static String office(Texts texts) {
        Tenant tenant = texts.site().tenant();
        return texts.of("site.office." + tenant.kind(), tenant.name().de(), tenant.name().name());
    }

    private static String title(Texts texts, TownHall hall) {
        return hall.name().isEmpty() ? texts.site().tenant().name().name() : hall.name();
    }

    private static @Nullable Image picture(Map<String, Image> pictures, @Nullable String id) {
        return id == null ? null : pictures.get(id);
    }

    private @Nullable Instant hours(
            Map<String, Object> frame, Map<String, Object> model, Texts texts, Asked asked, TownHall hall, Map<String, Image> pictures) {
        Site site = asked.site();
        List<Place> places = hours.places(site.id());
        Instant validUntil = null;
        if (!places.isEmpty()) {
            HoursView view = new HoursView(texts, tenants, asked.now());
            HoursView.PlaceHours main = view.of(places.get(0), hours.exceptions(site.id(), view.monday()));
            if (main.known()) {
                frame.put("open", new Open(main.sentence(), main.open(), texts.url("/horaires")));
                model.put("hours", main);
                validUntil = main.validUntil();
            }
        }
        if ("/".equals(asked.path()) && !site.tenant().isTerritory()) {
            Image header = picture(pictures, site.look().header());
            frame.put("jsonLd", OfficeData.jsonLd(
                    site.tenant(), hall, office(texts), urls.of(site, "/"), header == null ? "" : urls.of(site, header.src()), places));
        }
        return validUntil;
    }

    private static @Nullable Instant banners(Map<String, Object> frame, Asked asked, Set<String> tags, @Nullable Instant validUntil) {
        List<Block> banners = new ArrayList<>();
        Instant soonest = validUntil;
        for (Banner source : asked.plugins().of(Banner.class)) {
            Block banner = source.banner(asked).orElse(null);
            if (banner != null) {
                banners.add(banner);
                tags.addAll(banner.tags());
                soonest = Moments.sooner(soonest, banner.validUntil());
            }
        }
        frame.put("banners", banners);
        return soonest;
    }

    private void addresses(Map<String, Object> frame, Texts texts, Asked asked) {
        Site site = asked.site();
        String english = "/".equals(asked.path()) ? "/en/" : "/en" + asked.path();
        frame.put("languages", List.of(
                new Language("fr", "Français", asked.path(), urls.of(site, asked.path()), !texts.english()),
                new Language("en", "English", english, urls.of(site, english), texts.english())));
        frame.put("canonical", urls.of(site, texts.url(asked.path())));
        frame.put("robots", site.state() == SiteState.PREPARED || "/recherche".equals(asked.path()) ? "noindex" : "");
        frame.put("search", texts.url("/recherche"));
        frame.put("home", texts.url("/"));
        Site territory = tenants.territory();
        frame.put("portal", new Portal(territory.tenant().name().name(), urls.of(territory, "/")));
        frame.put("legal", List.of(
                Link.to(texts.of("site.legal.title"), texts.url("/mentions-legales")),
                Link.to(texts.of("site.accessibility.link." + accessibility(site)), texts.url("/accessibilite")),
                Link.to(texts.of("site.privacy.title"), texts.url("/donnees-personnelles")),
                Link.to(texts.of("site.map.title"), texts.url("/plan-du-site"))));
    }

    private String accessibility(Site site) {
        return settings.of(site.id()).getOrDefault("site.accessibility.state", "none");
    }
}
