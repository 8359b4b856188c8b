package org.parvis.backoffice;

import java.util.List;
import java.util.Locale;
import org.parvis.api.settings.Setting;
import org.parvis.api.view.Themes;

/** Settings in words. */
record SettingWords(Themes.Words messages) {

    /** A value of a choice. */
    public record Option(String value, String label, String hint) {}

    /**
     * A field of the form.
     *
     * @param kind the type's name in lower case
     * @param unit of a duration: {@code minutes}, {@code hours} or {@code days}, else empty
     * @param least smallest number, or empty, as {@code most}
     */
    public record Field(
            String key, String kind, String label, String hint, String value, boolean required, List<Option> options, String unit, String least,
            String most, int longest, boolean lines) {}

    String text(String key) {
        return messages.text(key);
    }

    private String optional(String key) {
        return messages.find(key).orElse("");
    }

    Field field(Setting setting, String value) {
        Setting.Type type = setting.type();
        String unit = type instanceof Setting.Span span ? span.unit().name().toLowerCase(Locale.ROOT) : "";
        String least = type instanceof Setting.Whole whole ? Long.toString(whole.least()) : type instanceof Setting.Span span ? Long.toString(span.least()) : "";
        String most = type instanceof Setting.Whole whole ? Long.toString(whole.most()) : type instanceof Setting.Span span ? Long.toString(span.most()) : "";
        return new Field(
                setting.key(), kind(setting), text(setting.key() + ".label"), optional(setting.key() + ".hint"), setting.shown(value), setting.required(),
                options(setting), unit, least, most, type instanceof Setting.Text text ? text.longest() : 0, type instanceof Setting.Text text && text.lines());
    }

    private static String kind(Setting setting) {
        return setting.type().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private List<Option> options(Setting setting) {
        return setting.type() instanceof Setting.Choice choice
                ? choice.values().stream()
                        .map(value -> new Option(value, text(setting.key() + "." + value), optional(setting.key() + "." + value + ".hint")))
                        .toList()
                : List.of();
    }

    /** A change for the audit log; what people typed freely, which may be personal, is not repeated there. */
    String change(Setting setting, String before, String after) {
        String label = text(setting.key() + ".label");
        Setting.Type type = setting.type();
        boolean free = type instanceof Setting.Text || type instanceof Setting.Email || type instanceof Setting.Url;
        return free ? label : label + " : " + value(setting, before) + " → " + value(setting, after);
    }

    private String value(Setting setting, String value) {
        if (value.isEmpty()) {
            return "–";
        }
        if (setting.type() instanceof Setting.Choice) {
            return text(setting.key() + "." + value);
        }
        if (setting.type() instanceof Setting.Toggle) {
            return text("backoffice.setting." + value);
        }
        return setting.type() instanceof Setting.Span span
                ? setting.shown(value) + " " + text("backoffice.setting." + span.unit().name().toLowerCase(Locale.ROOT))
                : value;
    }
}
