package org.parvis.identity;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.tenant.TenantId;

/**
 * Sessions in use, by the hash of their token, in this node's memory. Whatever changes an account or its sessions touches {@code <tag><id>} of the
 * territory, which drops what is remembered of that account.
 */
public final class SessionMemory<S> {
    private static final int REMEMBERED = 10_000;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String tag;
    private final Function<S, UUID> account;
    private final Map<String, S> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** @param account whose a session is */
    public SessionMemory(String tag, Function<S, UUID> account) {
        this.tag = tag;
        this.account = account;
    }

    /** Whether a text can be the token of a session. */
    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    public @Nullable S get(String hash) {
        return known.get(hash);
    }

    /** To be asked before something is read that is to be remembered. */
    public long moment() {
        return changes.get();
    }

    /** What was read before a change is not kept. */
    public void remember(String hash, S session, long moment) {
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(hash, session);
        if (changes.get() != moment) {
            known.remove(hash);
        }
    }

    public void changed(List<Change> all) {
        for (Change change : all) {
            if (change.tenant().equals(TenantId.TERRITORY) && change.tag().startsWith(tag)) {
                changes.incrementAndGet();
                UUID id = UUID.fromString(change.tag().substring(tag.length()));
                known.values().removeIf(session -> account.apply(session).equals(id));
            }
        }
    }

    public void everything() {
        changes.incrementAndGet();
        known.clear();
    }
}
