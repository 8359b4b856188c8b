package org.parvis.site.wordpress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/**
 * Takes in what pages and posts ask for out of a ZIP file of WordPress' folder of files, {@code wp-content/uploads}.
 *
 * <p>Names in the archive only tell which file is which; nothing is unpacked to a folder. Of the variants that WordPress keeps of a
 * picture the original is taken, or else the largest. The archive is read twice: to choose, and to take.
 */
@Component(service = MediaIntake.class)
public final class MediaIntake {

    private static final int MOST_ENTRIES = 200_000;
    private static final long MOST_READ = 4L << 30;
    private static final long MOST_TAKEN = 400L << 20;
    private static final int LARGEST = 25 << 20;
    private static final int LONGEST_NAME = 200;
    private static final Pattern SIZED = Pattern.compile("-([0-9]{1,5})x([0-9]{1,5})\\.[A-Za-z]{3,4}$");

    private final Database database;
    private final Audit audit;

    @Activate
    public MediaIntake(@Reference Database database, @Reference Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** An entry that was chosen for a wanted file. */
    private record Choice(int entry, int media, long rank) {}

    /** What an entry is read for. */
    private interface Entries {
        void entry(int number, String name, InputStream content) throws IOException;
    }

    /**
     * Takes what is wanted and not yet here.
     *
     * @return how many were taken
     * @throws Conflict if the import has begun meanwhile
     * @throws Invalid of the field {@code archive}
     */
    public int take(TenantId tenant, UUID id, Agent agent, Upload archive) {
        TenantData data = database.of(tenant);
        Map<String, ImportMedia> wanted = new HashMap<>();
        MediaTable.all(data, id).stream().filter(media -> media.wanted() && !media.isHere()).forEach(media -> wanted.putIfAbsent(media.key(), media));
        Map<Integer, Choice> byEntry = new HashMap<>();
        choices(archive, wanted).values().forEach(choice -> byEntry.put(choice.entry(), choice));
        int[] taken = {0};
        long[] left = {MOST_TAKEN};
        read(archive, (number, name, content) -> {
            Choice choice = byEntry.get(number);
            byte[] bytes = choice == null ? null : content.readNBytes(LARGEST + 1);
            if (choice != null && bytes != null && bytes.length <= Math.min(LARGEST, left[0])) {
                left[0] -= bytes.length;
                data.write(transaction -> {
                    waiting(transaction, id);
                    MediaTable.bring(transaction, id, choice.media(), bytes);
                });
                taken[0]++;
            }
        });
        data.write(transaction -> {
            waiting(transaction, id);
            String name = archive.fileName();
            ImportTable.archive(transaction, id, name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
            audit.record(transaction, agent, "site.import.files", id.toString(), taken[0] + " files");
        });
        return taken[0];
    }

    private static void waiting(Reader reader, UUID id) {
        if (ImportTable.byId(reader, id).filter(run -> run.state() == SiteImport.State.READ).isEmpty()) {
            throw new Conflict("site.import.error.begun");
        }
    }

    private static Map<String, Choice> choices(Upload archive, Map<String, ImportMedia> wanted) {
        Map<String, Choice> best = new HashMap<>();
        read(archive, (number, name, content) -> {
            ImportMedia media = match(name, wanted);
            if (media != null) {
                Choice choice = new Choice(number, media.number(), rank(name));
                best.merge(media.key(), choice, (one, other) -> other.rank() > one.rank() ? other : one);
            }
        });
        return best;
    }

    /** The wanted file that an entry is, whatever folders stand before its path. */
    private static @Nullable ImportMedia match(String name, Map<String, ImportMedia> wanted) {
        String path = FormerSite.original(name.replace('\\', '/'));
        while (true) {
            ImportMedia media = wanted.get(path);
            int slash = path.indexOf('/');
            if (media != null || slash < 0) {
                return media;
            }
            path = path.substring(slash + 1);
        }
    }

    /** The original before what was made of it; of these the largest. */
    private static long rank(String name) {
        Matcher sized = SIZED.matcher(name);
        if (sized.find()) {
            return Long.parseLong(sized.group(1)) * Long.parseLong(sized.group(2));
        }
        return FormerSite.original(name).equals(name) ? Long.MAX_VALUE : Long.MAX_VALUE - 1;
    }

    private static void read(Upload archive, Entries entries) {
        int number = 0;
        try (InputStream file = archive.open();
                // Names in other encodings than UTF-8 are just not recognised.
                ZipInputStream zip = new ZipInputStream(new BufferedInputStream(file, 1 << 16), StandardCharsets.ISO_8859_1)) {
            Bounded bounded = new Bounded(zip);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++number > MOST_ENTRIES) {
                    throw Invalid.field("archive", "site.import.error.archive.size");
                }
                if (!entry.isDirectory()) {
                    entries.entry(number, entry.getName(), bounded);
                    bounded.skipRest();
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw Invalid.field("archive", "site.import.error.archive");
        } catch (IOException e) {
            throw Invalid.field("archive", "site.import.error.archive.broken");
        }
        if (number == 0) {
            throw Invalid.field("archive", "site.import.error.archive");
        }
    }

    /** Entries of an archive, as long as they do not come to more than any site holds. */
    private static final class Bounded extends InputStream {
        private final ZipInputStream zip;
        private long left = MOST_READ;

        Bounded(ZipInputStream zip) {
            this.zip = zip;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            int count = zip.read(into, offset, wanted);
            left -= Math.max(0, count);
            if (left < 0) {
                throw Invalid.field("archive", "site.import.error.archive.size");
            }
            return count;
        }

        private void skipRest() throws IOException {
            byte[] buffer = new byte[1 << 16];
            while (read(buffer, 0, buffer.length) >= 0) {
                // Inflated in any case before the next entry.
            }
        }
    }
}
