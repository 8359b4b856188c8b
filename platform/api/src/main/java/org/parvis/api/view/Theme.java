package org.parvis.api.view;

import java.util.List;
import java.util.Map;

/**
 * A theme as shown to the one who chooses.
 *
 * @param name by language tag
 * @param description by language tag
 * @param tokens what a commune may set
 */
public record Theme(String id, String version, Map<String, String> name, Map<String, String> description, List<Token> tokens) {

    /**
     * A design token: a CSS custom property {@code --<name>}.
     *
     * @param defaultValue CSS value
     * @param against for a colour: names of the tokens that it must be readable upon (WCAG 2.2, 1.4.3: 4.5:1)
     * @param choices for fonts and shapes: allowed values by name; empty for colours
     */
    public record Token(String name, Kind kind, String defaultValue, List<String> against, Map<String, String> choices) {}

    /** What a token holds. */
    public enum Kind {
        COLOR,
        FONT,
        CHOICE
    }
}
