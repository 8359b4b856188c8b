package org.parvis.backoffice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;

/** Checks fields of a form; what is wrong is collected. */
final class Fields {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 .()-]{1,24}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]{3,400}");

    private final Form form;
    private final List<FieldError> errors = new ArrayList<>();

    Fields(Form form) {
        this.form = form;
    }

    List<FieldError> errors() {
        return errors;
    }

    String text(String name, int longest) {
        String value = form.value(name);
        if (value.length() > longest) {
            errors.add(FieldError.of(name, "backoffice.error.long", longest));
        }
        return value;
    }

    String required(String name, int longest) {
        if (form.value(name).isBlank()) {
            errors.add(FieldError.of(name, "backoffice.error.required"));
        }
        return text(name, longest);
    }

    String email(String name) {
        return matching(name, EMAIL, "backoffice.error.email");
    }

    String phone(String name) {
        return matching(name, PHONE, "backoffice.error.phone");
    }

    String url(String name) {
        return matching(name, URL, "backoffice.error.url");
    }

    private String matching(String name, Pattern pattern, String key) {
        String value = form.value(name);
        if (!value.isEmpty() && !pattern.matcher(value).matches()) {
            errors.add(FieldError.of(name, key));
        }
        return value;
    }
}
