package org.parvis.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Json;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Refusal;
import org.parvis.api.route.Response;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Renderer;
import org.parvis.api.view.Themes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns faults into pages: in the site's theme if that works, as JSON for programs, else the page of last resort. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Pages pages;
    private final SecurityHeaders security;
    private final Supplier<@Nullable Themes> themes;
    private final ProblemTexts texts = new ProblemTexts();
    private final LastResort lastResort = new LastResort(texts);

    Problems(Pages pages, SecurityHeaders security, Supplier<@Nullable Themes> themes) {
        this.pages = pages;
        this.security = security;
        this.themes = themes;
    }

    /** What a fault is to the client. Our own faults are logged here, once. */
    Problem of(Exchange exchange, Throwable fault) {
        RouteTable table = exchange.table();
        if (fault instanceof NotFound && table != null && table.frame(exchange.desk()).isEmpty()) {
            // What frames pages restarts, and what serves them may too.
            return Problem.of(new Unavailable());
        }
        if (fault instanceof Refusal refusal) {
            LOG.debug("Request {}: {} {}", exchange.id(), refusal.status(), refusal.messageKey());
            return Problem.of(refusal);
        }
        if (fault instanceof Renderer.RenderFailed) {
            LOG.warn("Request {} for {}{} gets an error page: {}", exchange.id(), exchange.client().host(), exchange.paths().decoded(),
                    fault.getMessage());
            return Problem.of(500);
        }
        if (Faults.diskFull(fault)) {
            LOG.error("Request {} is refused: the disk is full ({})", exchange.id(), fault.toString());
            return Problem.of(503, Map.of("Retry-After", "300"));
        }
        LOG.error("Request {} {} {}{} failed", exchange.id(), exchange.method(), exchange.client().host(), exchange.paths().decoded(),
                fault);
        return Problem.of(500);
    }

    Rendered page(Exchange exchange, Problem problem) {
        if (exchange.wantsJson()) {
            return json(exchange, problem);
        }
        if (exchange.table() != null) {
            try {
                Rendered rendered = pages.render(exchange, Response.view(exchange.desk() ? "backoffice/error" : "site/error",
                        model(exchange, problem)).status(problem.status()));
                return withHeaders(rendered, problem);
            } catch (Refusal | Renderer.RenderFailed e) {
                LOG.debug("Request {}: no error page in the theme ({})", exchange.id(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Request {}: the error page failed too", exchange.id(), e);
            }
        }
        return plain(exchange.id(), problem);
    }

    String policy(Exchange exchange) {
        return pages.policy(exchange);
    }

    Rendered plain(String id, Problem problem) {
        return html(problem.status(), lastResort.page(problem.status(), id), problem.headers());
    }

    Rendered closed(String id) {
        return html(410, lastResort.notice(410, id, "problem.closed"), Map.of());
    }

    Rendered unknownHost(String id) {
        return html(404, lastResort.notice(404, id, "problem.host"), Map.of());
    }

    private Rendered html(int status, byte[] page, Map<String, String> headers) {
        return Rendered.bytes(status, "text/html; charset=utf-8", page, security.publicPolicy(), headers);
    }

    private Rendered withHeaders(Rendered rendered, Problem problem) {
        return Rendered.bytes(problem.status(), rendered.type(), rendered.bytes() == null ? new byte[0] : rendered.bytes(),
                rendered.policy(), problem.headers());
    }

    private Map<String, Object> model(Exchange exchange, Problem problem) {
        Locale language = exchange.language();
        Map<String, Object> model = new HashMap<>();
        model.put("status", problem.status());
        model.put("titleKey", problem.titleKey());
        model.put("title", title(exchange, problem));
        model.put("message", text(exchange, problem.messageKey(), problem.arguments(), texts.advice(language, problem.status())));
        model.put("errors", problem.errors());
        model.put("messages", messages(exchange, problem.errors()).stream().map(error -> error.get("detail")).toList());
        model.put("requestId", exchange.id());
        return model;
    }

    private Rendered json(Exchange exchange, Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", programTitle(exchange, problem));
        members.put("status", problem.status());
        members.put("detail", text(exchange, problem.messageKey(), problem.arguments(),
                texts.advice(exchange.language(), problem.status())));
        members.put("instance", "urn:parvis:request:" + exchange.id());
        if (!problem.errors().isEmpty()) {
            members.put("errors", messages(exchange, problem.errors()));
        }
        return Rendered.bytes(problem.status(), "application/problem+json", Json.of(members).getBytes(StandardCharsets.UTF_8),
                pages.policy(exchange), problem.headers());
    }

    private List<Map<String, String>> messages(Exchange exchange, List<FieldError> errors) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (FieldError error : errors) {
            messages.add(Map.of("field", error.field(), "detail",
                    text(exchange, error.messageKey(), error.arguments(), error.messageKey())));
        }
        return messages;
    }

    /** A program has no session that could be over: it lacks a token. */
    private String programTitle(Exchange exchange, Problem problem) {
        return problem.status() == 401 && exchange.paths().startsWith("api")
                ? text(exchange, "problem.401.token.title", List.of(), title(exchange, problem)) : title(exchange, problem);
    }

    private String title(Exchange exchange, Problem problem) {
        return text(exchange, problem.titleKey(), List.of(), texts.title(exchange.language(), problem.status()));
    }

    /** Ours, else from the site's theme and plugins, else the given text: never a bare key. */
    private String text(Exchange exchange, String key, List<Object> arguments, String otherwise) {
        String ours = texts.find(exchange.language(), key, arguments);
        if (ours != null) {
            return ours;
        }
        Themes known = themes.get();
        Site site = exchange.site();
        if (known == null || site == null || exchange.table() == null) {
            return otherwise;
        }
        String theme = exchange.desk() ? "base" : site.look().theme();
        return known.find(theme, exchange.knownPlugins(), exchange.language(), key, arguments.toArray()).orElse(otherwise);
    }
}
