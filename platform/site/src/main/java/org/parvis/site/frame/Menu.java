package org.parvis.site.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.view.SiteLinks;
import org.parvis.api.view.SiteLinks.Place;
import org.parvis.site.Link;
import org.parvis.site.Texts;
import org.parvis.site.page.PageHead;
import org.parvis.site.page.PageTree;
import org.parvis.site.page.Pages;

/** The menu of a site: its own pages, then what plugins add. */
final class Menu {

    private static final UUID TOWN_HALL = Pages.idOf("town-hall");
    private static final UUID GROUPING = Pages.idOf("grouping");
    private static final UUID DAILY_LIFE = Pages.idOf("daily-life");
    private static final UUID PROCEDURES = Pages.idOf("procedures");
    private static final List<UUID> QUICK =
            List.of("civil-status", "identity-papers", "planning", "waste", "schools").stream().map(Pages::idOf).toList();

    /** A feed, for the page's head. */
    public record Feed(String type, String title, String url) {}

    private final Texts texts;
    private final PageTree tree;
    private final String path;

    /** Of all plugins, for all places: each is asked once for a page. */
    private final List<SiteLinks.SiteLink> contributed;

    /** @param path of the page shown, without language prefix */
    Menu(Texts texts, PageTree tree, String path) {
        this.texts = texts;
        this.tree = tree;
        this.path = path;
        this.contributed = texts.plugins().of(SiteLinks.class).stream()
                .flatMap(source -> source.links(texts.site(), texts.language()).stream())
                .toList();
    }

    /** Its own pages of the top level, with those below. */
    List<Link> pages() {
        return tree.roots().stream().filter(PageHead::inMenu).map(this::branch).toList();
    }

    /** These pages, and what plugins add to them. */
    List<Link> with(List<Link> pages) {
        List<Link> links = new ArrayList<>(pages);
        // After the first entry, the town hall itself, where visitors look for news.
        links.addAll(Math.min(1, links.size()), contributed(Place.MENU));
        if (tree.roots().stream().noneMatch(page -> page.id().equals(PROCEDURES) && page.inMenu())) {
            links.addAll(contributed(Place.PROCEDURES));
        }
        return links;
    }

    private Link branch(PageHead page) {
        List<Link> children = new ArrayList<>();
        if (page.id().equals(PROCEDURES)) {
            children.addAll(contributed(Place.PROCEDURES));
        }
        for (PageHead child : tree.below(page.id())) {
            if (child.inMenu()) {
                children.add(page(child));
            }
        }
        if (page.id().equals(townHall())) {
            children.add(fixed("site.people.title", "/elus-et-services", "people"));
            children.add(fixed("site.hours.title", "/horaires", "clock"));
            children.add(fixed("site.contact.title", "/contact", "phone"));
        }
        if (page.id().equals(DAILY_LIFE)) {
            children.add(fixed("site.contacts.title", "/contacts-utiles", "phone"));
        }
        if (page.id().equals(GROUPING)) {
            children.add(fixed("site.communes.members", "/communes", "pin"));
        }
        boolean current = children.stream().anyMatch(Link::current);
        Link link = page(page);
        return link.current(link.current() || current).children(children);
    }

    private UUID townHall() {
        return texts.site().tenant().kind() == TenantKind.COMMUNE ? TOWN_HALL : GROUPING;
    }

    private Link page(PageHead page) {
        String its = tree.path(page);
        return Link.to(page.title(), texts.url(its)).icon(page.icon()).lead(page.lead()).current(isHere(its));
    }

    private Link fixed(String key, String its, String icon) {
        return Link.to(texts.of(key), texts.url(its)).icon(icon).current(isHere(its));
    }

    private boolean isHere(String its) {
        return path.equals(its) || path.startsWith(its + "/");
    }

    /** Links of plugins for a place. */
    private List<Link> contributed(Place place) {
        return contributed.stream().filter(link -> link.place() == place).map(link -> fixed(link.labelKey(), link.path(), link.icon())).toList();
    }

    /** What visitors come for most: plugins' own first, then the town hall's. */
    List<Link> quick() {
        List<Link> links = new ArrayList<>(contributed(Place.QUICK_ACCESS));
        if (texts.site().tenant().isTerritory()) {
            return links;
        }
        links.add(fixed("site.hours.title", "/horaires", "clock"));
        links.add(fixed("site.contact.title", "/contact", "phone"));
        for (UUID id : QUICK) {
            tree.byId(id).map(this::page).ifPresent(links::add);
        }
        links.add(fixed("site.contacts.title", "/contacts-utiles", "info"));
        return links;
    }

    List<Feed> feeds() {
        List<Feed> feeds = new ArrayList<>();
        contributed(Place.FEED_ATOM).forEach(link -> feeds.add(new Feed("application/atom+xml", link.label(), link.url())));
        contributed(Place.FEED_RSS).forEach(link -> feeds.add(new Feed("application/rss+xml", link.label(), link.url())));
        contributed(Place.FEED_JSON).forEach(link -> feeds.add(new Feed("application/feed+json", link.label(), link.url())));
        return feeds;
    }
}
