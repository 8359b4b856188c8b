package org.parvis.themes.render;

import freemarker.core.ArithmeticEngine;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parsed and checked templates of one set of themes and plugins, in one language; each is parsed once, at its first use. */
public final class PageTemplates extends Configuration {

    /**
     * The text of a template.
     *
     * @param owner named in messages: {@code theme causse 1.2.0}, {@code plugin news 0.1.0}
     */
    public record Source(String owner, byte[] bytes) {}

    /** A template that cannot be used: missing, malformed, or saying what it may not. */
    public static final class Unusable extends IOException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(PageTemplates.class);
    private static final int LARGEST = 256 << 10;
    private static final Pattern HEADER = Pattern.compile("\\A\\s*[<\\[]#ftl\\b");

    private final Function<String, Optional<Source>> sources;
    private UnaryOperator<String> constants = UnaryOperator.identity();
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    private record Loaded(@Nullable Template template, String problem) {}

    /** Templates to be checked, in no language. */
    public PageTemplates(Function<String, Optional<Source>> sources) {
        super(Configuration.VERSION_2_3_34);
        this.sources = sources;
        setObjectWrapper(Models.INSTANCE);
        setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        setAPIBuiltinEnabled(false);
        setOutputFormat(HTMLOutputFormat.INSTANCE);
        setAutoEscapingPolicy(ENABLE_IF_SUPPORTED_AUTO_ESCAPING_POLICY);
        setRecognizeStandardFileExtensions(false);
        setTagSyntax(ANGLE_BRACKET_TAG_SYNTAX);
        setInterpolationSyntax(DOLLAR_INTERPOLATION_SYNTAX);
        // Plain numbers, and no numbers of a million digits.
        setNumberFormat("c");
        setArithmeticEngine(ArithmeticEngine.CONSERVATIVE_ENGINE);
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        setURLEscapingCharset(StandardCharsets.UTF_8.name());
        setLocale(Locale.FRENCH);
        setLocalizedLookup(false);
        setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        setLogTemplateExceptions(false);
        setWrapUncheckedExceptions(true);
        setAttemptExceptionReporter((fault, environment) -> LOG.warn("{}", sentence(fault)));
    }

    /** @param sources a template's text by its name: {@code news/list.ftlh} */
    public PageTemplates(Function<String, Optional<Source>> sources, Functions functions) {
        this(sources);
        this.constants = new Constants(functions, new Icons(this)::drawing);
    }

    /** Parses and checks everything: the first problem found, as a sentence. */
    public Optional<String> firstProblem(Iterable<String> names) {
        for (String name : names) {
            Loaded one = loaded(name);
            if (one.template == null) {
                return Optional.of(one.problem);
            }
        }
        return Optional.empty();
    }

    @Override
    public Template getTemplate(
            String name, @Nullable Locale locale, @Nullable Object condition, @Nullable String encoding, boolean parse, boolean ignoreMissing)
            throws IOException {
        String key = name.startsWith("/") ? name.substring(1) : name;
        Loaded one = loaded.get(key);
        if (one == null) {
            if (sources.apply(key).isEmpty()) {
                throw new TemplateNotFoundException(key, null, "there is no template " + key);
            }
            one = loaded(key);
        }
        if (one.template == null) {
            throw new Unusable(one.problem);
        }
        return one.template;
    }

    boolean has(String name) {
        return sources.apply(name).isPresent();
    }

    /** Whose template it is: for messages. */
    String owner(String name) {
        return sources.apply(name).map(Source::owner).orElse("nobody");
    }

    /** What went wrong, with template, line and column. */
    static String sentence(TemplateException fault) {
        String message = fault.getMessageWithoutStackTop();
        Throwable cause = fault.getCause();
        String why = cause == null || cause.getMessage() == null || message.contains(cause.getMessage()) ? "" : " (" + cause.getMessage() + ")";
        return "Template " + fault.getTemplateSourceName() + ", line " + fault.getLineNumber() + ", column " + fault.getColumnNumber() + ": "
                + firstParagraph(message) + why;
    }

    private static String firstParagraph(String message) {
        int end = message.indexOf("\n----");
        return (end < 0 ? message : message.substring(0, end)).strip().replace('\n', ' ');
    }

    /** Not within the map: a template is loaded with the icons that it shows, from a template of their own. */
    private Loaded loaded(String name) {
        Loaded known = loaded.get(name);
        if (known != null) {
            return known;
        }
        Loaded mine = load(name);
        Loaded first = loaded.putIfAbsent(name, mine);
        return first == null ? mine : first;
    }

    private Loaded load(String name) {
        Optional<Source> source = sources.apply(name);
        if (source.isEmpty()) {
            return new Loaded(null, "there is no template " + name);
        }
        String owner = source.get().owner();
        if (source.get().bytes().length > LARGEST) {
            return new Loaded(null, place(owner, name, 1) + "a template may have " + LARGEST + " bytes");
        }
        String text = new String(source.get().bytes(), StandardCharsets.UTF_8);
        if (HEADER.matcher(text).find()) {
            return new Loaded(null, place(owner, name, 1) + "#ftl is not allowed in templates");
        }
        try {
            Template template = new Template(name, name + " of " + owner, new StringReader(constants.apply(text)), this);
            TemplateCheck.check(template);
            _CoreAPI.addThreadInterruptedChecks(template);
            return new Loaded(template, "");
        } catch (ParseException malformed) {
            return new Loaded(null, place(owner, name, malformed.getLineNumber()) + malformed.getEditorMessage().strip());
        } catch (TemplateCheck.Refused refused) {
            return new Loaded(null, place(owner, name, refused.line()) + refused.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String place(String owner, String name, int line) {
        return "Template " + name + " of " + owner + ", line " + line + ": ";
    }
}
