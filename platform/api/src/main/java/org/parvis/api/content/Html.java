package org.parvis.api.content;

/** Sanitised HTML: what templates print without escaping. Make one only of what {@link RichText#sanitise} returned. */
public record Html(String html) {
    @Override
    public String toString() {
        return html;
    }
}
