package org.parvis.web;

import java.lang.ref.Reference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.tenant.Site;

/**
 * A page as it is kept: ready to be sent.
 *
 * <p>A text is kept compressed alone; the few clients that do not take gzip get it inflated. All that a hit needs is computed here.
 */
final class Page {
    /** Below this, gzip's own header eats what it gains. */
    private static final int WORTH_COMPRESSING = 256;

    private static final int BEST = 9;

    private final PageKey key;
    private final String type;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final boolean gzip;
    private final int identityLength;
    private final String identityTag;
    private final String gzipTag;
    private final int[] slots;
    private final long bornAt;
    private final long validUntil;
    private final Reference<ActivePlugins> plugins;
    private volatile Site site;
    private volatile boolean used;
    private volatile @Nullable Object prepared;

    private Page(Draft draft, boolean gzip, byte[] body) {
        this.key = draft.key;
        this.type = draft.type;
        this.headers = List.copyOf(draft.headers.entrySet().stream().map(e -> Map.entry(e.getKey(), e.getValue())).toList());
        this.body = body;
        this.gzip = gzip;
        this.identityLength = draft.bytes.length;
        String digest = digest(draft.bytes);
        this.identityTag = '"' + digest + '"';
        this.gzipTag = '"' + digest + "-g\"";
        this.slots = draft.slots;
        this.bornAt = draft.bornAt;
        this.validUntil = draft.validUntil == null ? Long.MAX_VALUE : draft.validUntil.toEpochMilli();
        this.plugins = draft.plugins;
        this.site = draft.site;
    }

    /** What a handler made, before it is compressed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Draft(PageKey key, Site site, Reference<ActivePlugins> plugins, String type, Map<String, String> headers, byte[] bytes,
            int[] slots, long bornAt, @Nullable Instant validUntil) {}

    static Page of(Draft draft) {
        if (Gzip.worthIt(draft.type) && draft.bytes.length >= WORTH_COMPRESSING) {
            byte[] compressed = Gzip.compress(draft.bytes, BEST);
            if (compressed.length < draft.bytes.length) {
                return new Page(draft, true, compressed);
            }
        }
        return new Page(draft, false, draft.bytes);
    }

    PageKey key() {
        return key;
    }

    String type() {
        return type;
    }

    /** Headers that the handler set. */
    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** Whether {@link #body} is compressed. */
    boolean gzip() {
        return gzip;
    }

    byte[] body() {
        return body;
    }

    byte[] identity() {
        return gzip ? Gzip.inflate(body, identityLength) : body;
    }

    int identityLength() {
        return identityLength;
    }

    /** The entity tag of the representation: RFC 9110, 8.8.3: each encoding has its own. */
    String tag(boolean compressed) {
        return compressed ? gzipTag : identityTag;
    }

    boolean current(Generations generations) {
        return !generations.touchedSince(bornAt, slots);
    }

    boolean expired(long millis) {
        return millis >= validUntil;
    }

    /** What a connector made of this page to send it faster; made once. */
    Object prepared(Function<Page, Object> preparation) {
        Object ready = prepared;
        if (ready == null) {
            ready = preparation.apply(this);
            prepared = ready;
        }
        return ready;
    }

    /** Whether these plugins made it. */
    boolean madeBy(ActivePlugins asked) {
        return plugins.get() == asked;
    }

    Site site() {
        return site;
    }

    /** Whether it was made for the site as it is now. */
    boolean madeFor(Site asked) {
        if (site == asked) {
            return true;
        }
        if (!site.equals(asked)) {
            return false;
        }
        site = asked;
        return true;
    }

    long weight() {
        return 240L + key.weight() + body.length + 4L * slots.length;
    }

    /** Notes a hit; a write only when it changes something, so that cores share the line in peace. */
    void use() {
        if (!used) {
            used = true;
        }
    }

    boolean takeUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return key + " " + type;
    }
}
