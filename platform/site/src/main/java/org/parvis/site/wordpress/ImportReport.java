package org.parvis.site.wordpress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.PostImporter.Remark;
import org.parvis.api.data.Reader;
import org.parvis.site.Texts;
import org.parvis.site.wordpress.ImportItem.Kind;
import org.parvis.site.wordpress.ImportItem.Outcome;
import org.parvis.site.wordpress.ItemTable.Filter;

/** The report of an import as its template sees it: before, while and after. */
final class ImportReport {

    static final int PAGE_SIZE = 25;

    private final Reader reader;
    private final SiteImport run;
    private final Texts texts;
    private final String here;

    /** @param here path of the report */
    ImportReport(Reader reader, SiteImport run, Texts texts, String here) {
        this.reader = reader;
        this.run = run;
        this.texts = texts;
        this.here = here;
    }

    /**
     * An item.
     *
     * @param edit path below the tenant's back office, or empty
     * @param path on the site, or empty
     */
    public record Line(String kind, String title, String outcome, String address, String path, String edit, List<String> remarks) {}

    /** A filter that can be chosen. */
    public record Tag(String label, String url, boolean current, int count) {}

    /** Things that were left aside. */
    public record Ignored(String label, int count) {}

    /** How many there are of what. */
    private static final class Tally {
        private final List<ItemTable.Count> counts;

        Tally(List<ItemTable.Count> counts) {
            this.counts = counts;
        }

        int of(Filter filter) {
            return counts.stream()
                    .filter(count -> filter.kind() == null || count.kind() == filter.kind())
                    .filter(count -> filter.outcome() == null || count.outcome() == filter.outcome())
                    .filter(count -> !filter.remarked() || count.remarked())
                    .mapToInt(ItemTable.Count::count)
                    .sum();
        }

        int of(@Nullable Kind kind, @Nullable Outcome outcome) {
            return of(new Filter(kind, outcome, false));
        }
    }

    private static Map<String, Filter> filters() {
        Map<String, Filter> filters = new LinkedHashMap<>();
        filters.put("", Filter.NONE);
        filters.put("pages", new Filter(Kind.PAGE, null, false));
        filters.put("articles", new Filter(Kind.POST, null, false));
        filters.put("importes", new Filter(null, Outcome.CREATED, false));
        filters.put("remarques", new Filter(null, null, true));
        filters.put("deja", new Filter(null, Outcome.EXISTING, false));
        filters.put("laisses", new Filter(null, Outcome.LEFT, false));
        filters.put("echecs", new Filter(null, Outcome.FAILED, false));
        return filters;
    }

    /**
     * @param chosen name of a filter; unknown ones show everything
     * @param asked number of the page of the list
     */
    Map<String, Object> model(String chosen, int asked) {
        Tally tally = new Tally(ItemTable.counts(reader, run.id()));
        Map<String, Object> model = new HashMap<>();
        model.put("here", here);
        model.put("state", run.state().name());
        model.put("fileName", run.fileName());
        model.put("siteTitle", run.siteTitle());
        model.put("created", run.created());
        model.put("archive", run.archiveName());
        model.put("total", tally.of(null, null));
        model.put("pageCount", tally.of(Kind.PAGE, null));
        model.put("postCount", tally.of(Kind.POST, null));
        model.put("waiting", tally.of(null, Outcome.WAITING));
        model.put("pagesMade", tally.of(Kind.PAGE, Outcome.CREATED));
        model.put("postsMade", tally.of(Kind.POST, Outcome.CREATED));
        model.put("existing", tally.of(null, Outcome.EXISTING));
        model.put("left", tally.of(null, Outcome.LEFT));
        model.put("failed", tally.of(null, Outcome.FAILED));
        model.put("known", run.state() == SiteImport.State.READ ? ItemTable.known(reader, run.id()) : 0);
        MediaTable.Count media = MediaTable.count(reader, run.id());
        model.put("mediaWanted", media.wanted());
        model.put("mediaHere", media.here());
        model.put("ignored", ignored());
        list(model, tally, filters().containsKey(chosen) ? chosen : "", asked);
        return model;
    }

    private List<Ignored> ignored() {
        return new TreeMap<>(run.ignored()).entrySet().stream()
                .map(entry -> new Ignored(texts.or("site.import.ignored." + entry.getKey(), entry.getKey()), entry.getValue()))
                .toList();
    }

    private void list(Map<String, Object> model, Tally tally, String chosen, int asked) {
        List<Tag> tags = new ArrayList<>();
        filters().forEach((name, filter) -> {
            int count = tally.of(filter);
            if (count > 0 || name.equals(chosen)) {
                tags.add(new Tag(texts.of("site.import.filter." + (name.isEmpty() ? "tout" : name)), here + (name.isEmpty() ? "" : "?voir=" + name), name.equals(chosen), count));
            }
        });
        Filter filter = filters().getOrDefault(chosen, Filter.NONE);
        int shown = tally.of(filter);
        int pages = Math.max(1, (shown + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.max(1, Math.min(asked, pages));
        List<ImportItem> items = ItemTable.page(reader, run.id(), filter, (page - 1) * PAGE_SIZE, PAGE_SIZE);
        model.put("tags", tags);
        model.put("lines", lines(items));
        model.put("page", page);
        model.put("pages", pages);
        model.put("pageUrl", here + (chosen.isEmpty() ? "" : "?voir=" + chosen));
    }

    private List<Line> lines(List<ImportItem> items) {
        boolean before = run.state() == SiteImport.State.READ;
        Set<UUID> known = before ? OriginTable.byKeys(reader, items.stream().map(ImportItem::origin).toList()).keySet() : Set.of();
        Set<String> brought = before ? MediaTable.keysHere(reader, run.id()) : Set.of();
        return items.stream()
                .map(item -> new Line(
                        item.kind().name(), item.title().isBlank() ? texts.of("site.import.untitled") : item.title(),
                        known.contains(item.origin()) ? "KNOWN" : item.result().outcome() == Outcome.WAITING ? item.source().status().name() : item.result().outcome().name(),
                        item.source().address(), isPublic(item) ? item.result().path() : "", item.result().deskPath(),
                        item.result().remarks().stream().map(remark -> sentence(remark, brought)).toList()))
                .toList();
    }

    private static boolean isPublic(ImportItem item) {
        return item.source().status() == ImportItem.Status.PUBLISH;
    }

    /** What was brought along after the file was read is not missing any more. */
    private String sentence(Remark remark, Set<String> brought) {
        boolean here = remark.messageKey().endsWith(".missing") && brought.contains(remark.arguments().get(0));
        return texts.of(here ? "site.import.remark.brought" : remark.messageKey(), remark.arguments().toArray());
    }
}
