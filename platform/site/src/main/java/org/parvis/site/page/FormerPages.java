package org.parvis.site.page;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.Html;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.site.Texts;

/** Finds pages of a former site their place among those of this one. */
@Component(service = FormerPages.class)
public final class FormerPages {

    public static final int LONGEST_TITLE = 150;
    public static final int LONGEST_LEAD = 500;
    public static final int LONGEST_BODY = 200_000;

    private static final int LONGEST_SLUG = 80;
    private static final int STEP = 10;

    private final Pages pages;
    private final Audit audit;

    @Activate
    public FormerPages(@Reference Pages pages, @Reference Audit audit) {
        this.pages = pages;
        this.audit = audit;
    }

    /**
     * A page of the former site.
     *
     * @param slug wanted last segment of its address; if empty it is made of the title
     * @param parent page of this site to stand under, or null; at the top if that is not in the tree
     * @param inMenu whether it is to stand in the menu if it comes to the top; below others it does
     */
    public record Former(String title, String lead, Html body, String slug, @Nullable UUID parent, boolean published, boolean inMenu) {}

    /**
     * Where it stands now.
     *
     * @param path on the site
     * @param prewritten it took the place of a page written beforehand that nobody had edited
     * @param renamed the wanted address was taken
     * @param raised it stands higher than wanted, since the tree has three levels
     */
    public record Placed(UUID id, String path, boolean prewritten, boolean renamed, boolean raised) {}

    /** Adds a page after its siblings, or in place of the page of the same address that was written beforehand. */
    public Placed add(Transaction transaction, Texts texts, Former former, @Nullable Agent agent, Instant now) {
        PageTree tree = pages.tree(texts);
        Optional<PageHead> wanted = Optional.ofNullable(former.parent()).flatMap(tree::byId);
        Optional<PageHead> above = wanted.map(page -> tree.line(page).get(Math.min(tree.line(page).size(), PageForm.DEPTH - 1) - 1));
        UUID parent = above.map(PageHead::id).orElse(null);
        String slug = slug(former);
        Optional<PageHead> prewritten = tree.siblings(parent).stream()
                .filter(page -> former.published() && page.slug().equals(slug) && page.version() == 0 && page.defaultKey() != null)
                .findFirst();
        Set<String> taken = parent == null ? TakenNames.of(texts.plugins()) : Set.of();
        String free = prewritten.isPresent() ? slug : free(tree, parent, slug, taken);
        int last = tree.siblings(parent).stream().mapToInt(PageHead::position).max().orElse(0) + STEP;
        PageStatus status = former.published() ? PageStatus.PUBLISHED : PageStatus.DRAFT;
        PageHead head = prewritten
                .map(page -> new PageHead(
                        page.id(), page.parent(), slug, former.title(), former.lead(), true, status, page.position(), page.defaultKey(), page.icon(), 0))
                .orElseGet(() -> new PageHead(
                        Ids.next(), parent, free, former.title(), former.lead(), parent != null || former.inMenu(), status, last, null, "", 0));
        Pages.write(transaction, head, former.body(), null, agent == null ? null : agent.id(), now);
        audit.record(transaction, agent, "site.import.page", head.id().toString(), status.name());
        return new Placed(
                head.id(), above.map(tree::path).orElse("") + "/" + head.slug(), prewritten.isPresent(), !free.equals(slug),
                !above.equals(wanted));
    }

    /** Whether a page is still there, be it among those removed. */
    public boolean has(Reader reader, UUID id) {
        return PageTable.page(reader, id).isPresent();
    }

    private static String slug(Former former) {
        String wanted = former.slug().isEmpty() ? Slug.of(former.title()) : former.slug();
        String cut = wanted.length() > LONGEST_SLUG ? wanted.substring(0, LONGEST_SLUG).replaceFirst("-[^-]*$", "") : wanted;
        return cut.isEmpty() ? "page" : cut;
    }

    private static String free(PageTree tree, @Nullable UUID parent, String slug, Set<String> taken) {
        String free = slug;
        for (int n = 2; isTaken(tree, parent, free, taken); n++) {
            String end = "-" + n;
            free = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG - end.length())) + end;
        }
        return free;
    }

    private static boolean isTaken(PageTree tree, @Nullable UUID parent, String slug, Set<String> taken) {
        return taken.contains(slug) || tree.siblings(parent).stream().anyMatch(page -> page.slug().equals(slug));
    }
}
