package org.parvis.themes.render;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions that every template may call, in one language. */
public final class Functions {
    private static final Pattern WITHOUT_LANGUAGE = Pattern.compile("/(en|(assets|images|fichiers|look|bureau)(/.*)?)");

    private static final int MOST_ARGUMENTS = 10;

    private final Locale language;
    private final Messages messages;
    private final Function<String, String> assets;
    private final Map<String, TemplateModel> byName = new HashMap<>();
    private final Dates dates;

    /** @param assets address of a static file; throws {@link IllegalArgumentException} if there is none */
    public Functions(Locale language, Messages messages, Function<String, String> assets) {
        this.language = language;
        this.messages = messages;
        this.assets = assets;
        this.dates = Dates.in(language);
        define("t", this::message);
        define("asset", this::asset);
        define("url", this::url);
        define("number", this::number);
        byName.put("lang", new SimpleScalar(language.getLanguage()));
    }

    Locale language() {
        return language;
    }

    public Messages messages() {
        return messages;
    }

    @Nullable TemplateModel byName(String name) {
        return byName.get(name);
    }

    /** What a function answers to one text on every page of this language; empty if there is no such text or file. */
    Optional<String> constant(String function, String argument) {
        if (function.equals("t")) {
            return messages.plain(argument);
        }
        try {
            return Optional.of(assets.apply(argument));
        } catch (IllegalArgumentException missing) {
            return Optional.empty();
        }
    }

    /** The function {@code date} in a zone. */
    TemplateModel date(ZoneId zone) {
        return function(arguments -> date(arguments, zone));
    }

    private interface Body {
        @Nullable Object call(List<?> arguments) throws TemplateModelException;
    }

    private void define(String name, Body body) {
        byName.put(name, function(body));
    }

    private static TemplateModel function(Body body) {
        return new TemplateMethodModelEx() {
            @Override
            public @Nullable Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
                return body.call(arguments);
            }
        };
    }

    private String message(List<?> arguments) throws TemplateModelException {
        String key = text(arguments, 0, "t");
        if (arguments.size() == 1) {
            return messages.text(key);
        }
        Object[] values = new Object[arguments.size() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments.get(i + 1));
        }
        if (values.length == 1 && values[0] instanceof List<?> several) {
            values = several.toArray();
        }
        return messages.text(key, values);
    }

    private String asset(List<?> arguments) throws TemplateModelException {
        try {
            return assets.apply(text(arguments, 0, "asset"));
        } catch (IllegalArgumentException missing) {
            throw new TemplateModelException(missing.getMessage());
        }
    }

    /** Pages have a language in their path; files, pictures and the back office have none. */
    private String url(List<?> arguments) throws TemplateModelException {
        String path = text(arguments, 0, "url");
        boolean page = language.getLanguage().equals("en")
                && path.startsWith("/")
                && !path.startsWith("//")
                && !path.startsWith("/en/")
                && !WITHOUT_LANGUAGE.matcher(path).matches();
        return page ? "/en" + path : path;
    }

    private String number(List<?> arguments) throws TemplateModelException {
        if (arguments.size() == 1 && arguments.get(0) instanceof TemplateNumberModel number) {
            return NumberFormat.getInstance(language).format(number.getAsNumber());
        }
        throw new TemplateModelException("number() takes a number");
    }

    private String date(List<?> arguments, ZoneId zone) throws TemplateModelException {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof Models.TimeModel time) || !(time.value() instanceof TemporalAccessor value)) {
            throw new TemplateModelException("date() takes a date or a time");
        }
        String style = arguments.size() > 1 ? text(arguments, 1, "date") : "long";
        try {
            return dates.format(value, style, zone);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new TemplateModelException("date() cannot show " + value + ": " + wrong.getMessage());
        }
    }

    private static String text(List<?> arguments, int index, String function) throws TemplateModelException {
        if (index < arguments.size() && arguments.get(index) instanceof TemplateScalarModel text) {
            return text.getAsString();
        }
        throw new TemplateModelException(function + "() takes a text as argument " + (index + 1));
    }

    private static Object value(@Nullable Object argument) throws TemplateModelException {
        if (argument instanceof TemplateScalarModel text) {
            return text.getAsString();
        }
        if (argument instanceof TemplateNumberModel number) {
            return number.getAsNumber();
        }
        if (argument instanceof TemplateBooleanModel flag) {
            return flag.getAsBoolean();
        }
        if (argument instanceof Models.TimeModel time) {
            return time.value();
        }
        if (argument instanceof TemplateSequenceModel sequence) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < sequence.size() && i < MOST_ARGUMENTS; i++) {
                values.add(value(sequence.get(i)));
            }
            return values;
        }
        if (argument == null) {
            return "";
        }
        throw new TemplateModelException("t() takes texts and numbers");
    }
}
