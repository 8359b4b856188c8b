package org.parvis.data;

import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who opens it.
 *
 * @param url {@code jdbc:derby:<directory>}, {@code jdbc:derby:memory:<name>} or {@code jdbc:postgresql://host:port/database}
 * @param user login of the running application; null: the one in the URL, or none
 * @param ownerUser login that owns the tables and migrates them; null: the same as {@code user}
 */
public record DataSettings(
        String url, @Nullable String user, @Nullable String password, @Nullable String ownerUser, @Nullable String ownerPassword) {

    /** Settings with nothing but a URL. */
    public static DataSettings of(String url) {
        return new DataSettings(url, null, null, null, null);
    }

    /** The URL as it may be logged: without what follows its path, where passwords can be. */
    String shownUrl() {
        return url.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
    }

    /** Never shows a password. */
    @Override
    public String toString() {
        return shownUrl();
    }
}
