package org.parvis.site.wordpress;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.RichText;
import org.parvis.api.content.Slug;
import org.parvis.api.tenant.Site;

/** Makes of an item of an export what is kept of it until it is imported. */
final class ItemReading {

    private static final int LONGEST_SLUG = 200;
    private static final int LONGEST_AUTHOR = 200;
    private static final int LONGEST_CATEGORIES = 2_000;

    private final Site site;
    private final WxrChannel channel;
    private final FormerSite former;
    private final RichText richText;

    ItemReading(Site site, WxrChannel channel, RichText richText) {
        this.site = site;
        this.channel = channel;
        this.former = new FormerSite(channel.urls());
        this.richText = richText;
    }

    /** @param library is asked for all that its text shows or links to */
    ImportItem read(WxrItem item, int number, Library library) {
        Findings findings = new Findings();
        FormerText.convert(item.content(), item.id(), former, library, findings);
        ImportItem.Status status = status(item);
        boolean page = item.type().equals("page");
        remarks(findings, page, status);
        ImportItem.Source source = new ImportItem.Source(
                slug(item.name()), item.link(), status, published(item), cut(plain(item.excerpt()), ImportItem.Source.LONGEST_SUMMARY),
                item.content(), categories(item.categories()), item.sticky(), item.thumbnail(), author(item.creator()));
        ImportItem.Result result = ImportItem.Result.waiting(findings.all());
        if (item.tooLong()) {
            findings.add("failed.long");
            result = ImportItem.Result.without(ImportItem.Outcome.FAILED, findings.all());
        }
        return new ImportItem(
                number, page ? ImportItem.Kind.PAGE : ImportItem.Kind.POST, OriginTable.key("item", guid(item), Long.toString(item.id())), item.id(),
                item.parent(), item.menuOrder(), cut(plain(item.title()), ImportItem.LONGEST_TITLE), source, result);
    }

    /** With the typography that texts have here. */
    private String plain(String html) {
        return richText.plain(richText.sanitise(html));
    }

    /** What the public could not read there it cannot read here. */
    static void remarks(Findings findings, boolean page, ImportItem.Status status) {
        switch (status) {
            case PASSWORD -> findings.add("password");
            case PRIVATE -> findings.add("private");
            case FUTURE, PENDING -> {
                if (page) {
                    findings.add(status == ImportItem.Status.FUTURE ? "future" : "pending");
                }
            }
            case PUBLISH, DRAFT -> {
                // As here.
            }
        }
    }

    private static ImportItem.Status status(WxrItem item) {
        if (item.password()) {
            return ImportItem.Status.PASSWORD;
        }
        return switch (item.status()) {
            case "publish" -> ImportItem.Status.PUBLISH;
            case "future" -> ImportItem.Status.FUTURE;
            case "pending" -> ImportItem.Status.PENDING;
            case "private" -> ImportItem.Status.PRIVATE;
            default -> ImportItem.Status.DRAFT;
        };
    }

    /** Known by it whatever the scheme; what has none is known by its address. */
    private static String guid(WxrItem item) {
        return (item.guid().isEmpty() ? item.link() : item.guid()).replaceFirst("^https?://(?:www\\.)?", "");
    }

    private @Nullable Instant published(WxrItem item) {
        if (item.published() != null || item.publishedLocal().isEmpty()) {
            return item.published();
        }
        try {
            return LocalDateTime.parse(item.publishedLocal(), WxrFields.DATE).atZone(site.tenant().zone()).toInstant();
        } catch (DateTimeException never) {
            return null;
        }
    }

    private static String slug(String name) {
        try {
            return cut(Slug.of(URLDecoder.decode(name, StandardCharsets.UTF_8)), LONGEST_SLUG);
        } catch (IllegalArgumentException malformed) {
            return cut(Slug.of(name), LONGEST_SLUG);
        }
    }

    private List<String> categories(List<String> names) {
        List<String> plain = names.stream().map(richText::plain).filter(name -> !name.isBlank()).distinct().toList();
        return String.join("\n", plain).length() > LONGEST_CATEGORIES ? plain.subList(0, 1) : plain;
    }

    /** The name that the public saw; a login is no name. */
    private String author(String login) {
        String shown = channel.authors().getOrDefault(login, "").strip();
        return shown.isEmpty() || shown.equalsIgnoreCase(login) ? site.tenant().name().name() : cut(shown, LONGEST_AUTHOR);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
