package org.parvis.site.wordpress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.PostImporter.Remark;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of the items of imports. */
final class ItemTable {

    private static final String HEAD = "select i.item_no, i.kind, i.origin_key, i.old_id, i.old_parent, i.menu_order, i.title, i.slug, i.old_address,"
            + " i.old_status, i.published_at, i.categories, i.pinned, i.thumbnail, i.author, i.outcome, i.remarks, i.target_id, i.path, i.desk_path";
    private static final String FROM = " from site_import_item i where i.tenant_id = :tenant and i.import_id = :import";

    private ItemTable() {}

    /** How many items of a kind have come to what. */
    record Count(ImportItem.Kind kind, ImportItem.Outcome outcome, boolean remarked, int count) {}

    /** What orders an item among the others: enough to know who stands below whom. */
    record Place(int number, ImportItem.Kind kind, long oldId, long oldParent, int menuOrder, String title, ImportItem.Outcome outcome, String target) {}

    /** Which of the items to show. */
    record Filter(ImportItem.@Nullable Kind kind, ImportItem.@Nullable Outcome outcome, boolean remarked) {

        static final Filter NONE = new Filter(null, null, false);

        private String where(List<Object> parameters) {
            StringBuilder where = new StringBuilder();
            if (kind != null) {
                where.append(" and i.kind = :kind");
                parameters.addAll(List.of("kind", kind));
            }
            if (outcome != null) {
                where.append(" and i.outcome = :outcome");
                parameters.addAll(List.of("outcome", outcome));
            }
            return where.append(remarked ? " and i.remarked = true" : "").toString();
        }
    }

    static void insert(Transaction transaction, UUID id, List<ImportItem> items) {
        transaction.executeAll(
                "insert into site_import_item (tenant_id, import_id, item_no, kind, origin_key, old_id, old_parent, menu_order, title, slug,"
                        + " old_address, old_status, published_at, summary, body, categories, pinned, thumbnail, author, outcome, remarked, remarks,"
                        + " target_id, path, desk_path) values (:tenant, :import, :number, :kind, :origin, :oldId, :oldParent, :menuOrder, :title,"
                        + " :slug, :address, :status, :published, :summary, :body, :categories, :pinned, :thumbnail, :author, :outcome, :remarked,"
                        + " :remarks, '', '', '')",
                items.stream().map(item -> parameters(id, item)).toList());
    }

    private static Object[] parameters(UUID id, ImportItem item) {
        ImportItem.Source source = item.source();
        List<Remark> remarks = item.result().remarks();
        return new Object[] {
            "import", id, "number", item.number(), "kind", item.kind(), "origin", item.origin(), "oldId", item.oldId(), "oldParent", item.oldParent(),
            "menuOrder", item.menuOrder(), "title", item.title(), "slug", source.slug(), "address", source.address(), "status", source.status(),
            "published", source.published(), "summary", source.summary(), "body", source.body(), "categories", String.join("\n", source.categories()),
            "pinned", source.pinned(), "thumbnail", source.thumbnail(), "author", source.author(), "outcome", item.result().outcome(),
            "remarked", !remarks.isEmpty(), "remarks", written(remarks)
        };
    }

    static List<Count> counts(Reader reader, UUID id) {
        return reader.list(
                "select i.kind, i.outcome, i.remarked, count(*) as total" + FROM + " group by i.kind, i.outcome, i.remarked",
                row -> new Count(
                        ImportItem.Kind.valueOf(row.string("kind")), ImportItem.Outcome.valueOf(row.string("outcome")), row.bool("remarked"),
                        row.integer("total")),
                "import", id);
    }

    /** A page of the report, without the texts. */
    static List<ImportItem> page(Reader reader, UUID id, Filter filter, int offset, int limit) {
        List<Object> parameters = new ArrayList<>(List.of("import", id, "offset", offset, "limit", limit));
        String where = filter.where(parameters);
        return reader.list(
                HEAD + FROM + where + " order by i.kind, i.item_no offset :offset rows fetch next :limit rows only",
                row -> item(row, "", ""),
                parameters.toArray());
    }

    static long count(Reader reader, UUID id, Filter filter) {
        List<Object> parameters = new ArrayList<>(List.of("import", id));
        String where = filter.where(parameters);
        return reader.count("select count(*)" + FROM + where, parameters.toArray());
    }

    /** How many were imported before. */
    static long known(Reader reader, UUID id) {
        return reader.count(
                "select count(*) from site_import_item i inner join site_import_origin o on o.tenant_id = :tenant and o.origin_key = i.origin_key"
                        + " where i.tenant_id = :tenant and i.import_id = :import",
                "import", id);
    }

    static List<Place> places(Reader reader, UUID id) {
        return reader.list(
                "select i.item_no, i.kind, i.old_id, i.old_parent, i.menu_order, i.title, i.outcome, i.target_id" + FROM,
                row -> new Place(
                        row.integer("item_no"), ImportItem.Kind.valueOf(row.string("kind")), row.longValue("old_id"), row.longValue("old_parent"),
                        row.integer("menu_order"), row.string("title"), ImportItem.Outcome.valueOf(row.string("outcome")), row.string("target_id")),
                "import", id);
    }

    /** An item with its texts. */
    static Optional<ImportItem> whole(Reader reader, UUID id, int number) {
        return reader.one(
                HEAD + ", i.summary, i.body" + FROM + " and i.item_no = :number",
                row -> item(row, row.string("summary"), row.string("body")),
                "import", id, "number", number);
    }

    /** Writes what has become of an item, and forgets its texts. */
    static void done(Transaction transaction, UUID id, int number, ImportItem.Result result) {
        transaction.execute(
                "update site_import_item set outcome = :outcome, remarked = :remarked, remarks = :remarks, target_id = :target, path = :path,"
                        + " desk_path = :deskPath, summary = '', body = '' where tenant_id = :tenant and import_id = :import and item_no = :number",
                "import", id, "number", number, "outcome", result.outcome(), "remarked", !result.remarks().isEmpty(),
                "remarks", written(result.remarks()), "target", result.target(), "path", result.path(), "deskPath", result.deskPath());
    }

    private static ImportItem item(Row row, String summary, String body) {
        String categories = row.string("categories");
        ImportItem.Source source = new ImportItem.Source(
                row.string("slug"), row.string("old_address"), ImportItem.Status.valueOf(row.string("old_status")), row.instantOrNull("published_at"),
                summary, body, categories.isEmpty() ? List.of() : List.of(categories.split("\n")), row.bool("pinned"), row.longValue("thumbnail"),
                row.string("author"));
        ImportItem.Result result = new ImportItem.Result(
                ImportItem.Outcome.valueOf(row.string("outcome")), read(row.string("remarks")), row.string("target_id"), row.string("path"),
                row.string("desk_path"));
        return new ImportItem(
                row.integer("item_no"), ImportItem.Kind.valueOf(row.string("kind")), row.uuid("origin_key"), row.longValue("old_id"),
                row.longValue("old_parent"), row.integer("menu_order"), row.string("title"), source, result);
    }

    /** A line each, parts between tabs. */
    static String written(List<Remark> remarks) {
        return remarks.stream()
                .map(remark -> remark.messageKey() + remark.arguments().stream().map(argument -> "\t" + argument.replaceAll("\\s", " ")).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    static List<Remark> read(String remarks) {
        return remarks.isEmpty()
                ? List.of()
                : Arrays.stream(remarks.split("\n"))
                        .map(line -> List.of(line.split("\t", -1)))
                        .map(parts -> new Remark(parts.get(0), parts.subList(1, parts.size())))
                        .toList();
    }
}
