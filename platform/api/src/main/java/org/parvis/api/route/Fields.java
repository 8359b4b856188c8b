package org.parvis.api.route;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the fields of a form and collects what is wrong with them. The messages {@code form.required}, {@code form.long} ({0}: most
 * characters), {@code form.email}, {@code form.phone}, {@code form.url} come with the back office.
 */
public final class Fields {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]{1,100}(\\.[^@\\s.]{1,100}){1,10}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 .()-]{1,24}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]{3,400}");

    private final Form form;
    private final List<FieldError> errors = new ArrayList<>();

    public Fields(Form form) {
        this.form = form;
    }

    /** What is wrong so far, in the order in which fields were read. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Adds a mistake. */
    public void wrong(String name, String messageKey, Object... arguments) {
        errors.add(FieldError.of(name, messageKey, arguments));
    }

    /** A text of at most that many characters; may be empty. */
    public String text(String name, int longest) {
        String value = form.value(name);
        if (value.length() > longest) {
            wrong(name, "form.long", longest);
        }
        return value;
    }

    /** A text of at most that many characters, not empty. */
    public String required(String name, int longest) {
        if (form.value(name).isBlank()) {
            wrong(name, "form.required");
        }
        return text(name, longest);
    }

    /** An e-mail address, or empty. */
    public String email(String name) {
        return matching(name, EMAIL, "form.email");
    }

    /** A telephone number as people write it, or empty. */
    public String phone(String name) {
        return matching(name, PHONE, "form.phone");
    }

    /** An absolute http or https address, or empty. */
    public String url(String name) {
        return matching(name, URL, "form.url");
    }

    private String matching(String name, Pattern pattern, String key) {
        String value = form.value(name);
        if (!value.isEmpty() && !pattern.matcher(value).matches()) {
            wrong(name, key);
        }
        return value;
    }
}
