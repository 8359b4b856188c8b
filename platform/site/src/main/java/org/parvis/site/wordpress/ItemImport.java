package org.parvis.site.wordpress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.content.PostImporter;
import org.parvis.api.content.RichText;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.Redirects;
import org.parvis.site.Texts;
import org.parvis.site.page.FormerPages;
import org.parvis.site.wordpress.ImportItem.Outcome;
import org.parvis.site.wordpress.ImportItem.Result;
import org.parvis.site.wordpress.ImportItem.Status;

/** Makes a page or a post of one item, with its redirections; all in one transaction. */
@Component(service = ItemImport.class)
public final class ItemImport {

    private final FormerPages pages;
    private final Redirects redirects;
    private final RichText richText;

    @Activate
    public ItemImport(@Reference FormerPages pages, @Reference Redirects redirects, @Reference RichText richText) {
        this.pages = pages;
        this.redirects = redirects;
        this.richText = richText;
    }

    /**
     * What items of one import have in common.
     *
     * @param posts null if no service of the site takes posts
     * @param agent null if the account is gone
     */
    record Course(SiteImport run, FormerSite site, Texts texts, Library library, @Nullable PostImporter posts, @Nullable Agent agent, Instant now) {}

    /**
     * Imports one item, unless it was before.
     *
     * @param parent id of the page of this site to stand under, or null
     * @throws Invalid if nothing can be made of it
     */
    Result take(Transaction transaction, Course course, ImportItem item, @Nullable UUID parent) {
        OriginTable.Target before = OriginTable.byKey(transaction, item.origin()).orElse(null);
        if (before != null) {
            if (isThere(transaction, course, item, UUID.fromString(before.id()))) {
                return new Result(Outcome.EXISTING, List.of(), before.id(), before.path(), before.deskPath());
            }
            OriginTable.forget(transaction, item.origin());
        }
        PostImporter posts = course.posts();
        if (item.kind() == ImportItem.Kind.POST && posts == null) {
            Findings findings = new Findings();
            findings.add("posts.none");
            return Result.without(Outcome.LEFT, findings.all());
        }
        Result result = item.kind() == ImportItem.Kind.PAGE ? page(transaction, course, item, parent) : post(transaction, course, item, posts);
        OriginTable.put(transaction, new OriginTable.Target(item.origin(), result.target(), result.path(), result.deskPath()), course.now());
        return result;
    }

    private boolean isThere(Transaction transaction, Course course, ImportItem item, UUID id) {
        PostImporter posts = course.posts();
        return item.kind() == ImportItem.Kind.PAGE ? pages.has(transaction, id) : posts == null || posts.has(transaction, id);
    }

    private Result page(Transaction transaction, Course course, ImportItem item, @Nullable UUID parent) {
        Findings findings = new Findings();
        ItemReading.remarks(findings, true, item.source().status());
        if (item.oldParent() != 0 && parent == null) {
            findings.add("parent");
        }
        FormerPages.Former former = new FormerPages.Former(
                shortened(title(course, item, findings), FormerPages.LONGEST_TITLE, "title", findings),
                shortened(item.source().summary(), FormerPages.LONGEST_LEAD, "lead", findings),
                body(course, item, findings), item.source().slug(), parent, item.source().status() == Status.PUBLISH, course.run().inMenu());
        FormerPages.Placed placed = pages.add(transaction, course.texts(), former, course.agent(), course.now());
        if (placed.prewritten()) {
            findings.add("prewritten");
        }
        if (placed.renamed()) {
            findings.add("slug", placed.path());
        }
        if (placed.raised()) {
            findings.add("raised");
        }
        redirect(transaction, course, item, placed.path(), findings);
        return new Result(Outcome.CREATED, findings.all(), placed.id().toString(), placed.path(), "/pages/" + placed.id());
    }

    private Result post(Transaction transaction, Course course, ImportItem item, PostImporter posts) {
        Findings findings = new Findings();
        ImportItem.Source source = item.source();
        ItemReading.remarks(findings, false, source.status());
        PostImporter.Status status = switch (source.status()) {
            case PUBLISH, FUTURE -> PostImporter.Status.PUBLISHED;
            case PENDING -> PostImporter.Status.TO_REVIEW;
            case DRAFT, PRIVATE, PASSWORD -> PostImporter.Status.DRAFT;
        };
        PostImporter.Made made = posts.make(transaction, course.agent(), new PostImporter.Post(
                title(course, item, findings), source.summary(), body(course, item, findings), source.slug(), status,
                status == PostImporter.Status.PUBLISHED ? source.published() : null, source.categories(), source.pinned(), source.author(),
                image(course, source, findings)));
        made.remarks().forEach(findings::add);
        redirect(transaction, course, item, made.path(), findings);
        return new Result(Outcome.CREATED, findings.all(), made.id().toString(), made.path(), made.deskPath());
    }

    private static @Nullable String image(Course course, ImportItem.Source source, Findings findings) {
        Library.Attachment wanted = course.library().attachment(source.thumbnail()).orElse(null);
        if (wanted == null) {
            return null;
        }
        Library.Picture picture = course.library().picture(wanted.url()).orElse(null);
        if (picture == null) {
            findings.add("picture.missing", course.site().named(wanted.url()));
            return null;
        }
        if (picture.alt().isBlank()) {
            findings.add("picture.alt", course.site().named(wanted.url()));
        }
        return picture.id();
    }

    private static String title(Course course, ImportItem item, Findings findings) {
        if (!item.title().isBlank()) {
            return item.title();
        }
        findings.add("untitled");
        return course.texts().of("site.import.untitled");
    }

    private Html body(Course course, ImportItem item, Findings findings) {
        String html = FormerText.convert(item.source().body(), item.oldId(), course.site(), course.library(), findings);
        Html body = new Html(richText.sanitise(html));
        if (body.html().length() > FormerPages.LONGEST_BODY) {
            throw Invalid.field("body", "site.import.remark.failed.long");
        }
        return body;
    }

    private static String shortened(String text, int longest, String key, Findings findings) {
        if (text.length() <= longest) {
            return text;
        }
        findings.add("cut." + key, Integer.toString(longest));
        String start = text.substring(0, longest - 1);
        int space = start.lastIndexOf(' ');
        return (space > longest / 2 ? start.substring(0, space) : start).stripTrailing() + "…";
    }

    /** Only what the public could read had addresses that it knows. */
    private void redirect(Transaction transaction, Course course, ImportItem item, String path, Findings findings) {
        if (item.source().status() != Status.PUBLISH) {
            return;
        }
        List<Redirects.Redirect> old = new ArrayList<>();
        if (item.oldId() > 0) {
            old.add(new Redirects.Redirect("/?p=" + item.oldId(), path));
            old.add(new Redirects.Redirect("/?page_id=" + item.oldId(), path));
        }
        Optional<String> former = course.site().path(item.source().address());
        if (former.isPresent() && !withoutSlash(former.get()).equals(path)) {
            if (isAddress(former.get())) {
                old.add(new Redirects.Redirect(former.get(), path));
            } else {
                findings.add("address", former.get());
            }
        }
        redirects.put(transaction, old);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean isAddress(String path) {
        return path.length() <= 500 && path.indexOf('?') < 0 && path.chars().noneMatch(Character::isISOControl);
    }
}
