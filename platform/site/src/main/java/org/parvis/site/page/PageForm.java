package org.parvis.site.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Html;
import org.parvis.api.content.RichText;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Ids;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.site.Desk;

/**
 * A page as an agent typed it.
 *
 * @param period when it is to be on the site
 * @param errors what is wrong with it
 */
record PageForm(Page page, PagePeriod period, List<FieldError> errors) {

    static final int DEPTH = 3;
    private static final int BODY = 200_000;

    /** The same as a draft, which does not appear by itself. */
    PageForm drafted() {
        PageHead head = page.head();
        PageHead draft = new PageHead(
                head.id(), head.parent(), head.slug(), head.title(), head.lead(), head.inMenu(), PageStatus.DRAFT, head.position(), head.defaultKey(),
                head.icon(), head.version());
        return new PageForm(
                new Page(draft, page.body(), page.verified(), page.updated(), page.image()), new PagePeriod(period.from(), period.until(), false), errors);
    }

    PageForm with(PageImage image) {
        return new PageForm(page.with(image), period, errors);
    }

    /**
     * @param before the page before the edit, or null for a new one
     * @param taken first segments of addresses that belong to others
     */
    static PageForm read(Form form, @Nullable Page before, PageTree tree, Set<String> taken, RichText richText, Instant now, ZoneId zone) {
        Fields fields = new Fields(form);
        String title = fields.required("title", 150);
        String lead = fields.text("lead", 500);
        String body = fields.text("body", BODY);
        PageHead old = before == null ? null : before.head();
        UUID id = old == null ? Ids.next() : old.id();
        UUID parent = parent(form, fields, tree, id);
        String slug = slug(form, fields, old, title);
        if (!slug.isEmpty()) {
            checkAddress(fields, tree, taken, id, parent, slug);
        }
        boolean publishing = !"draft".equals(form.value("action"));
        PagePeriod period = PagePeriod.read(form, fields, zone, now, publishing);
        PageStatus status = publishing && !period.scheduled() ? PageStatus.PUBLISHED : PageStatus.DRAFT;
        int last = tree.siblings(parent).stream().mapToInt(PageHead::position).max().orElse(0) + 10;
        boolean moved = old == null || !Objects.equals(old.parent(), parent);
        PageHead head = new PageHead(
                id, parent, slug, title, lead, form.ticked("menu"), status, moved || old == null ? last : old.position(),
                old == null ? null : old.defaultKey(), old == null ? "" : old.icon(), Desk.version(form.value("version")));
        LocalDate verified = form.ticked("verified") ? now.atZone(zone).toLocalDate() : before == null ? null : before.verified();
        return new PageForm(new Page(head, new Html(richText.sanitise(body)), verified, null), period, fields.errors());
    }

    private static @Nullable UUID parent(Form form, Fields fields, PageTree tree, UUID id) {
        Optional<PageHead> parent = Desk.parse(form.value("parent")).flatMap(tree::byId);
        if (parent.isPresent() && (tree.isWithin(parent.get(), id) || tree.line(parent.get()).size() >= DEPTH)) {
            fields.wrong("parent", "site.desk.page.parent.wrong");
        }
        return parent.map(PageHead::id).orElse(null);
    }

    /** The address stays when the title changes, unless another is typed. */
    private static String slug(Form form, Fields fields, @Nullable PageHead old, String title) {
        String typed = Slug.of(form.value("slug"));
        String slug = !typed.isEmpty() ? typed : old != null ? old.slug() : Slug.of(title);
        if (slug.isEmpty() && !title.isBlank()) {
            fields.wrong("slug", "site.desk.page.slug.empty");
        }
        return slug.length() > 80 ? slug.substring(0, 80).replaceFirst("-[^-]*$", "") : slug;
    }

    private static void checkAddress(Fields fields, PageTree tree, Set<String> taken, UUID id, @Nullable UUID parent, String slug) {
        boolean sibling = tree.siblings(parent).stream().anyMatch(page -> page.slug().equals(slug) && !page.id().equals(id));
        if (sibling || (parent == null && taken.contains(slug))) {
            fields.wrong("slug", "site.desk.page.slug.taken", slug);
        }
    }
}
