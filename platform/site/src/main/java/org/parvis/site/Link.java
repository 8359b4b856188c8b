package org.parvis.site;

import java.util.List;

/**
 * A link as templates see it.
 *
 * @param url with language prefix, or absolute
 * @param current whether it leads to the page shown, or to a page above it
 * @param icon name of an icon of the base theme, or empty
 * @param lead one sentence, or empty
 */
public record Link(String label, String url, boolean current, List<Link> children, String icon, String lead) {

    public static Link to(String label, String url) {
        return new Link(label, url, false, List.of(), "", "");
    }

    public Link current(boolean whether) {
        return new Link(label, url, whether, children, icon, lead);
    }

    public Link icon(String name) {
        return new Link(label, url, current, children, name, lead);
    }

    public Link lead(String sentence) {
        return new Link(label, url, current, children, icon, sentence);
    }

    public Link children(List<Link> below) {
        return new Link(label, url, current, List.copyOf(below), icon, lead);
    }
}
