package org.parvis.api.content;

import org.osgi.annotation.versioning.ProviderType;

/** Text of the editor. */
@ProviderType
public interface RichText {

    /** What is safe and well formed of some HTML: headings from h2, lists, links, emphasis, quotes, tables, pictures of the site. */
    String sanitise(String html);

    /** Plain text of some HTML, words apart, for excerpts and the index. */
    String plain(String html);
}
