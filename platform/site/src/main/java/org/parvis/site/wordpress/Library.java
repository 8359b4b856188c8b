package org.parvis.site.wordpress;

import java.util.List;
import java.util.Optional;

/** Pictures and files of the former site: what is known of them, and which of them are here now. */
interface Library {

    /** The picture that is here now for an address of the former site. */
    Optional<Picture> picture(String url);

    /** Path on this site of the file that is here now for an address of the former site. */
    Optional<String> document(String url);

    /** What WordPress knew by a number. */
    Optional<Attachment> attachment(long id);

    /** What was attached to an item, in order. */
    List<Attachment> attachmentsOf(long item);

    /**
     * A picture of this site.
     *
     * @param alt what was written about it there, or empty
     */
    record Picture(String id, String src, int width, int height, String alt) {}

    /** A file of the former site. */
    record Attachment(String url, String alt) {}
}
