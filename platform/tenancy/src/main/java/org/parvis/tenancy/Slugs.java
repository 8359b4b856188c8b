package org.parvis.tenancy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Reader;

/**
 * Gives slugs: the name's, or with the official code behind it if that one is taken or reserved. Not for several threads.
 *
 * <p>A slug is also a label of a host name, hence its length (RFC 1035, 2.3.4).
 */
final class Slugs {
    /** The slug of the territory itself. */
    static final String TERRITORY = "territoire";

    private static final int LONGEST = 63;
    private static final Set<String> RESERVED = Set.of(
            TERRITORY, "bureau", "www", "api", "assets", "admin", "administration", "territory", "portail", "connexion", "compte", "agents",
            "mot-de-passe", "deconnexion", "static", "status", "images", "files", "fichiers", "media", "theme", "themes", "en", "fr", "mail", "smtp", "imap", "pop",
            "ftp", "ns", "ns1", "ns2", "mx", "dns", "autoconfig", "autodiscover", "localhost", "well-known", "parvis", "demo", "test");

    private final Set<String> taken;

    Slugs(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** Those given already: slugs and the labels of renamed tenants. */
    static Slugs stored(Reader reader) {
        Set<String> taken = new HashSet<>(reader.list("select t.slug from tenancy_tenant t", row -> row.string("slug")));
        HostTable.all(reader).forEach(host -> taken.add(host.host()));
        return new Slugs(taken);
    }

    /** Takes a slug for good. */
    String take(String name, @Nullable String code) {
        String plain = cut(Slug.of(name), LONGEST);
        if (isFree(plain) && taken.add(plain)) {
            return plain;
        }
        String suffix = code == null ? "" : code.toLowerCase(Locale.ROOT);
        String base = cut(plain, LONGEST - suffix.length() - 1);
        String coded = suffix.isEmpty() ? base : base.isEmpty() ? suffix : base + "-" + suffix;
        for (int number = 2; !isFree(coded) || !taken.add(coded); number++) {
            coded = cut(plain, LONGEST - 12) + "-" + (suffix.isEmpty() ? "" : suffix + "-") + number;
        }
        return coded;
    }

    private boolean isFree(String slug) {
        return !slug.isEmpty() && !RESERVED.contains(slug) && !taken.contains(slug);
    }

    /** Cut between words. */
    private static String cut(String slug, int longest) {
        if (slug.length() <= longest) {
            return slug;
        }
        int hyphen = slug.lastIndexOf('-', longest);
        return slug.substring(0, hyphen > 0 ? hyphen : longest);
    }
}
