package org.parvis.site.wordpress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of imports. */
final class ImportTable {

    private static final String SELECT = "select i.id, i.file_name, i.site_title, i.site_urls, i.state, i.in_menu, i.ignored, i.archive_name,"
            + " i.agent_id, i.created_at, i.finished_at from site_import i where i.tenant_id = :tenant";
    private static final int LONGEST_URLS = 2_000;
    private static final int MOST_IGNORED = 40;

    private ImportTable() {}

    /** The latest first. */
    static List<SiteImport> latest(Reader reader, int limit) {
        return reader.list(SELECT + " order by i.created_at desc fetch first 100 rows only", ImportTable::row).stream().limit(limit).toList();
    }

    static Optional<SiteImport> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and i.id = :id", ImportTable::row, "id", id);
    }

    static boolean running(Reader reader) {
        return reader.count("select count(*) from site_import i where i.tenant_id = :tenant and i.state = 'RUNNING'") > 0;
    }

    static void insert(Transaction transaction, SiteImport added) {
        transaction.execute(
                "insert into site_import (tenant_id, id, file_name, site_title, site_urls, state, in_menu, ignored, archive_name, agent_id, created_at)"
                        + " values (:tenant, :id, :file, :title, :urls, :state, :menu, :ignored, :archive, :agent, :created)",
                "id", added.id(), "file", added.fileName(), "title", added.siteTitle(), "urls", joined(added.siteUrls()), "state", added.state(),
                "menu", added.inMenu(), "ignored", written(added.ignored()), "archive", added.archiveName(), "agent", added.agent(),
                "created", added.created());
    }

    /** False if it is not waiting for that. */
    static boolean begin(Transaction transaction, UUID id, boolean inMenu) {
        return transaction.execute(
                        "update site_import set state = 'RUNNING', in_menu = :menu where tenant_id = :tenant and id = :id and state = 'READ'",
                        "id", id, "menu", inMenu)
                == 1;
    }

    static void finish(Transaction transaction, UUID id, Instant now) {
        transaction.execute(
                "update site_import set state = 'DONE', finished_at = :now where tenant_id = :tenant and id = :id and state = 'RUNNING'",
                "id", id, "now", now);
    }

    static void archive(Transaction transaction, UUID id, String name) {
        transaction.execute("update site_import set archive_name = :name where tenant_id = :tenant and id = :id", "id", id, "name", name);
    }

    /** Deletes an import with all that was read for it; what it brought to the site stays. */
    static void delete(Transaction transaction, UUID id) {
        transaction.execute("delete from site_import_item where tenant_id = :tenant and import_id = :id", "id", id);
        transaction.execute("delete from site_import_media where tenant_id = :tenant and import_id = :id", "id", id);
        transaction.execute("delete from site_import where tenant_id = :tenant and id = :id", "id", id);
    }

    private static String joined(List<String> urls) {
        List<String> kept = new ArrayList<>();
        int length = 0;
        for (String url : urls) {
            length += url.length() + 1;
            if (length <= LONGEST_URLS && !url.contains(" ")) {
                kept.add(url);
            }
        }
        return String.join(" ", kept);
    }

    private static String written(Map<String, Integer> ignored) {
        return new TreeMap<>(ignored).entrySet().stream()
                .filter(entry -> entry.getKey().matches("[a-z0-9_-]{1,40}"))
                .limit(MOST_IGNORED)
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static SiteImport row(Row row) {
        Map<String, Integer> ignored = Arrays.stream(row.string("ignored").split(" "))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
        String urls = row.string("site_urls");
        return new SiteImport(
                row.uuid("id"), row.string("file_name"), row.string("site_title"), urls.isEmpty() ? List.of() : List.of(urls.split(" ")),
                SiteImport.State.valueOf(row.string("state")), row.bool("in_menu"), ignored, row.string("archive_name"), row.uuidOrNull("agent_id"),
                row.instant("created_at"), row.instantOrNull("finished_at"));
    }
}
