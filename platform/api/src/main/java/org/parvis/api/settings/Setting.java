package org.parvis.api.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.parvis.api.route.Invalid;

/**
 * A setting that a plugin declares: what it may hold, and what it holds until somebody chooses.
 *
 * <p>Its name on the form is the message {@code <key>.label}; {@code <key>.hint} is shown below if there is such a message. Values of a
 * choice are named by the messages {@code <key>.<value>}, and explained by {@code <key>.<value>.hint}.
 *
 * @param key {@code <plugin>.<name>}, the key in {@link Settings}
 * @param initial what counts while nothing is stored, in the stored form
 * @param required whether the field may not be left empty
 */
public record Setting(String key, Type type, String initial, boolean required) {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]{1,30}(\\.[a-z0-9-]{1,40}){1,3}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>\"]{1,64}@[^@\\s.,;<>\"]{1,100}(\\.[^@\\s.,;<>\"]{1,100}){1,10}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]{3,400}");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}");
    private static final int LONGEST_EMAIL = 254;

    /** What a setting holds. */
    public sealed interface Type permits Text, Whole, Choice, Toggle, Email, Url, Color, Span {}

    /** A text of at most that many characters, on one line or on several. */
    public record Text(int longest, boolean lines) implements Type {}

    /** A whole number within bounds, both included. */
    public record Whole(long least, long most) implements Type {}

    /** One of some values. */
    public record Choice(List<String> values) implements Type {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /** {@code true} or {@code false}. */
    public record Toggle() implements Type {}

    /** An e-mail address. */
    public record Email() implements Type {}

    /** An absolute http or https address. */
    public record Url() implements Type {}

    /** {@code #rrggbb} in lower case. */
    public record Color() implements Type {}

    /**
     * A duration, stored as ISO 8601 writes it ({@code PT48H}) and typed as a number of units.
     *
     * @param unit minutes, hours or days of 24 hours
     * @param least in units, included, as {@code most}
     */
    public record Span(ChronoUnit unit, long least, long most) implements Type {
        public Span {
            if (unit != ChronoUnit.MINUTES && unit != ChronoUnit.HOURS && unit != ChronoUnit.DAYS) {
                throw new IllegalArgumentException("minutes, hours or days, not " + unit);
            }
        }
    }

    /** @throws IllegalArgumentException if the key is malformed or the initial value is none that the type allows */
    public Setting {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("no key of a setting: " + key);
        }
        if (!initial.isEmpty() && !valid(type, initial) || initial.isEmpty() && (type instanceof Whole || type instanceof Toggle || type instanceof Span)) {
            throw new IllegalArgumentException("the initial value of " + key + " is none of its type: " + initial);
        }
    }

    /** One line. */
    public static Setting text(String key, int longest) {
        return new Setting(key, new Text(longest, false), "", false);
    }

    /** Several lines. */
    public static Setting lines(String key, int longest) {
        return new Setting(key, new Text(longest, true), "", false);
    }

    public static Setting number(String key, long least, long most, long initial) {
        return new Setting(key, new Whole(least, most), Long.toString(initial), true);
    }

    /** @param initial one of the values */
    public static Setting choice(String key, String initial, List<String> values) {
        return new Setting(key, new Choice(values), initial, true);
    }

    public static Setting toggle(String key, boolean initial) {
        return new Setting(key, new Toggle(), Boolean.toString(initial), false);
    }

    public static Setting email(String key) {
        return new Setting(key, new Email(), "", false);
    }

    public static Setting url(String key) {
        return new Setting(key, new Url(), "", false);
    }

    public static Setting color(String key, String initial) {
        return new Setting(key, new Color(), initial, true);
    }

    /** @param initial in units, as {@code least} and {@code most} */
    public static Setting duration(String key, ChronoUnit unit, long least, long most, long initial) {
        return new Setting(key, new Span(unit, least, most), Duration.of(initial, unit).toString(), true);
    }

    /** The same, not to be left empty. */
    public Setting mandatory() {
        return new Setting(key, type, initial, true);
    }

    /** What counts of the stored settings: the initial value where nothing is stored, or what a newer version no longer allows. */
    public String value(Map<String, String> stored) {
        String value = stored.get(key);
        return value != null && valid(type, value) ? value : initial;
    }

    /** @throws IllegalStateException if it is no whole number by type */
    public long number(Map<String, String> stored) {
        require(type instanceof Whole);
        return Long.parseLong(value(stored));
    }

    /** @throws IllegalStateException if it is no toggle */
    public boolean on(Map<String, String> stored) {
        require(type instanceof Toggle);
        return Boolean.parseBoolean(value(stored));
    }

    /** @throws IllegalStateException if it is no duration */
    public Duration duration(Map<String, String> stored) {
        require(type instanceof Span);
        return Duration.parse(value(stored));
    }

    private void require(boolean right) {
        if (!right) {
            throw new IllegalStateException(key + " is of type " + type.getClass().getSimpleName());
        }
    }

    /** A stored value as it is typed: the number of units of a duration, else the same. */
    public String shown(String value) {
        return type instanceof Span span && !value.isEmpty() ? Long.toString(Duration.parse(value).dividedBy(span.unit().getDuration())) : value;
    }

    /**
     * What was typed, in the stored form; empty for an optional field that is left empty.
     *
     * @throws Invalid naming the field by {@link #key}
     */
    public String read(String typed) {
        String text = type instanceof Toggle ? Boolean.toString(typed.equals("true")) : typed;
        if (text.isEmpty()) {
            if (required) {
                throw Invalid.field(key, "form.required");
            }
            return "";
        }
        if (type instanceof Whole) {
            text = digits(text);
        } else if (type instanceof Color) {
            text = text.toLowerCase(Locale.ROOT);
        } else if (type instanceof Span span) {
            String number = digits(text);
            text = NUMBER.matcher(number).matches() && within(number, span.least(), span.most())
                    ? Duration.of(Long.parseLong(number), span.unit()).toString()
                    : "";
        }
        if (!valid(type, text)) {
            throw wrong();
        }
        return text;
    }

    /** Without the spaces by which French groups digits. */
    private static String digits(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f]", "");
    }

    private static boolean valid(Type type, String value) {
        if (type instanceof Text text) {
            return value.length() <= text.longest() && (text.lines() || !value.contains("\n"));
        }
        if (type instanceof Whole whole) {
            return within(value, whole.least(), whole.most());
        }
        if (type instanceof Choice choice) {
            return choice.values().contains(value);
        }
        if (type instanceof Toggle) {
            return value.equals("true") || value.equals("false");
        }
        if (type instanceof Email) {
            return value.length() <= LONGEST_EMAIL && EMAIL.matcher(value).matches();
        }
        if (type instanceof Span span) {
            return isSpan(value, span);
        }
        return (type instanceof Url ? URL : COLOR).matcher(value).matches();
    }

    private static boolean within(String value, long least, long most) {
        return NUMBER.matcher(value).matches() && Long.parseLong(value) >= least && Long.parseLong(value) <= most;
    }

    private static boolean isSpan(String value, Span span) {
        try {
            Duration duration = Duration.parse(value);
            return duration.compareTo(Duration.of(span.least(), span.unit())) >= 0 && duration.compareTo(Duration.of(span.most(), span.unit())) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Invalid wrong() {
        if (type instanceof Text text) {
            return Invalid.field(key, "form.long", text.longest());
        }
        if (type instanceof Whole whole) {
            return Invalid.field(key, "form.number", whole.least(), whole.most());
        }
        if (type instanceof Span span) {
            return Invalid.field(key, "form.number", span.least(), span.most());
        }
        String kind = type.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return Invalid.field(key, "form." + kind);
    }
}
