package org.parvis.site.wordpress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.RichText;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.Site;

/**
 * Takes an export in: reads it twice, first to make sure that it is whole and to learn what files there are, then to keep its pages and
 * posts until somebody has them imported. Nothing of it is on the site then.
 */
@Component(service = ExportIntake.class)
public final class ExportIntake {

    private static final int AT_ONCE = 50;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SITE_TITLE = 300;
    private static final Set<String> STATUSES = Set.of("publish", "future", "pending", "draft", "private");
    /** Left over from editing: of no interest to anybody. */
    private static final Set<String> REMAINS = Set.of("revision", "auto-draft", "customize_changeset", "oembed_cache", "request-confirm");

    private final Database database;
    private final Audit audit;
    private final RichText richText;

    @Activate
    public ExportIntake(@Reference Database database, @Reference Audit audit, @Reference RichText richText) {
        this.database = database;
        this.audit = audit;
        this.richText = richText;
    }

    /**
     * @return id of the import, which waits to be begun
     * @throws Invalid of the field {@code file}
     */
    public UUID take(Site site, Agent agent, Upload export, Instant now) {
        First first = new First();
        read(export, first);
        if (first.items == 0) {
            throw Invalid.field("file", "site.import.error.empty");
        }
        return database.of(site.id()).call(transaction -> {
            SiteImport added = new SiteImport(
                    Ids.next(), cut(export.fileName(), LONGEST_NAME), cut(richText.plain(first.channel().title()), LONGEST_SITE_TITLE),
                    first.channel().urls(), SiteImport.State.READ, false, first.ignored, "", agent.id(), now, null);
            ImportTable.insert(transaction, added);
            Second second = new Second(transaction, added.id(), new ItemReading(site, first.channel(), richText), first.media());
            read(export, second);
            second.flush();
            MediaTable.insert(transaction, added.id(), known(transaction, first.media().all()));
            audit.record(transaction, agent, "site.import.read", added.id().toString(), first.items + " items");
            return added.id();
        });
    }

    private static void read(Upload export, WxrReader.Sink sink) {
        try (InputStream in = export.open()) {
            WxrReader.read(in, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** With what earlier imports have stored of them. */
    private static List<ImportMedia> known(Transaction transaction, List<ImportMedia> media) {
        Set<UUID> keys = media.stream().map(ImportMedia::origin).collect(Collectors.toSet());
        Map<UUID, OriginTable.Target> targets = OriginTable.byKeys(transaction, keys);
        return media.stream()
                .map(one -> {
                    OriginTable.Target target = targets.get(one.origin());
                    return target == null
                            ? one
                            : new ImportMedia(
                                    one.number(), one.key(), one.url(), one.oldId(), one.oldParent(), one.alt(), one.wanted(), false, target.id());
                })
                .toList();
    }

    /** Whether an item becomes a page or an article. */
    static boolean isTaken(WxrItem item) {
        return (item.type().equals("page") || item.type().equals("post")) && STATUSES.contains(item.status());
    }

    /** The first reading: what there is. */
    private static final class First implements WxrReader.Sink {
        private @Nullable WxrChannel channel;
        private @Nullable WantedMedia media;
        private final Map<String, Integer> ignored = new HashMap<>();
        private int items;

        @Override
        public void channel(WxrChannel read) {
            channel = read;
            media = new WantedMedia(new FormerSite(read.urls()));
        }

        @Override
        public void item(WxrItem item) {
            if (isTaken(item)) {
                items++;
            } else if (item.type().equals("attachment")) {
                media().know(item);
            } else if (!REMAINS.contains(item.type()) && !REMAINS.contains(item.status())) {
                boolean binned = item.type().equals("page") || item.type().equals("post");
                ignored.merge(binned ? "trash" : item.type(), 1, Integer::sum);
            }
        }

        private WxrChannel channel() {
            return Objects.requireNonNull(channel);
        }

        private WantedMedia media() {
            return Objects.requireNonNull(media);
        }
    }

    /** The second reading: pages and posts are kept, and what their texts ask for is written down. */
    private static final class Second implements WxrReader.Sink {
        private final Transaction transaction;
        private final UUID id;
        private final ItemReading reading;
        private final WantedMedia media;
        private final List<ImportItem> waiting = new ArrayList<>();
        private int number;

        Second(Transaction transaction, UUID id, ItemReading reading, WantedMedia media) {
            this.transaction = transaction;
            this.id = id;
            this.reading = reading;
            this.media = media;
        }

        @Override
        public void channel(WxrChannel read) {
            // Known from the first reading.
        }

        @Override
        public void item(WxrItem item) {
            if (isTaken(item)) {
                waiting.add(reading.read(item, ++number, media));
                media.want(item.thumbnail());
                if (waiting.size() >= AT_ONCE) {
                    flush();
                }
            }
        }

        private void flush() {
            ItemTable.insert(transaction, id, waiting);
            waiting.clear();
        }
    }
}
