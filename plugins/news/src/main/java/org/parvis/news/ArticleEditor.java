package org.parvis.news;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.AccessibilityCheck;
import org.parvis.api.content.RichText;
import org.parvis.api.file.MediaShelf;
import org.parvis.api.identity.Permissions;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Tenants;

/** Writing an article in the back office. */
@Component(service = Routes.class)
public final class ArticleEditor implements Routes {

    private static final String ASKED = "verifier";

    private final Articles articles;
    private final Categories categories;
    private final ArticleFiles files;
    private final RichText richText;
    private final Permissions permissions;
    private final Tenants tenants;
    private final Plugins plugins;

    @Activate
    public ArticleEditor(
            @Reference Articles articles,
            @Reference Categories categories,
            @Reference ArticleFiles files,
            @Reference RichText richText,
            @Reference Permissions permissions,
            @Reference Tenants tenants,
            @Reference Plugins plugins) {
        this.articles = articles;
        this.categories = categories;
        this.files = files;
        this.richText = richText;
        this.permissions = permissions;
        this.tenants = tenants;
        this.plugins = plugins;
    }

    /** What the form shows of the article besides its fields. */
    public record Edited(String id, int version, String status, String path, @Nullable String source, boolean ownWording, Instant updatedAt) {

        static Edited of(Article article, Instant now) {
            Origin origin = article.origin();
            return new Edited(
                    article.id().toString(), article.version(), article.status(now).code(), article.path(),
                    origin == null ? null : origin.name(), origin != null && origin.ownWording(), article.updatedAt());
        }
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/actualites/nouvel-article", this::blank).requires("news.write"),
                Route.deskPost("/actualites/nouvel-article", this::create).requires("news.write").limits(Limits.UPLOAD),
                Route.deskGet("/actualites/{id}", this::show).reads("fait").requires("news.write"),
                Route.deskPost("/actualites/{id}", this::save).requires("news.write").limits(Limits.UPLOAD));
    }

    private Response blank(Request request) {
        return form(request, null, Map.of(), List.of(), files.model(request, new ArticleFiles.There(null, null, List.of()), "", ""));
    }

    private Response show(Request request) {
        Article article = articles.get(request.tenant(), NewsDesk.idOf(request));
        Article.Content content = article.content();
        return form(
                request, article, ArticleForm.typed(article, zone(request)), List.of(),
                files.model(request, new ArticleFiles.There(content.image(), content.imageAlt(), content.attachments()), "", ""));
    }

    private Response create(Request request) throws IOException {
        return accept(request, null);
    }

    private Response save(Request request) throws IOException {
        return accept(request, articles.get(request.tenant(), NewsDesk.idOf(request)));
    }

    /** Saves, then does what the button says; a refusal shows the form as it was typed. */
    private Response accept(Request request, @Nullable Article before) throws IOException {
        Form form = request.form();
        boolean mayPublish = permissions.may(request.signedIn(), "news.publish", request.tenant());
        if (before != null && before.state() == State.PUBLISHED && !mayPublish) {
            throw new Forbidden("news.error.published");
        }
        ArticleFiles.Chosen chosen = files.store(request.tenant(), form);
        if (MediaShelf.SEARCH.equals(form.value("action"))) {
            return refused(request, before, form, chosen.refusedFiles(), chosen);
        }
        try {
            ArticleForm typed = ArticleForm.read(form, zone(request), categories.of(request.tenant()));
            if (!chosen.errors().isEmpty()) {
                return refused(request, before, form, chosen.errors(), chosen).status(422);
            }
            Article saved = write(request, before, typed, chosen);
            if (asks(request, saved)) {
                return Response.seeOther(NewsDesk.desk(request, "/actualites/" + saved.id() + "?fait=" + ASKED));
            }
            Article done = act(request, saved, form.value("action"), mayPublish);
            return Response.seeOther(NewsDesk.desk(request, "/actualites/" + done.id() + "?fait=" + done.status(done.updatedAt()).code()));
        } catch (Invalid invalid) {
            List<FieldError> errors = Stream.concat(invalid.errors().stream(), chosen.errors().stream()).toList();
            return refused(request, before, form, errors, chosen).status(invalid.status());
        } catch (Conflict conflict) {
            List<FieldError> errors = List.of(FieldError.of("title", conflict.messageKey()));
            Article now = before == null ? null : articles.get(request.tenant(), before.id());
            return refused(request, now, form, errors, chosen).status(conflict.status());
        }
    }

    /** Whether the article is saved, and shown again before it is published, since some people could not read it. */
    private boolean asks(Request request, Article saved) throws IOException {
        Form form = request.form();
        return "publish".equals(form.value("action")) && saved.state() != State.PUBLISHED && !form.ticked("anyway")
                && findings(request, saved).stream().anyMatch(AccessibilityCheck.Finding::error);
    }

    private List<AccessibilityCheck.Finding> findings(Request request, Article article) {
        return plugins.of(request.tenant()).of(AccessibilityCheck.class).stream()
                .flatMap(check -> Stream.concat(
                        check.check(request.tenant(), article.content().body()).stream(),
                        check.checkFiles(request.tenant(), article.content().attachments()).stream()))
                .toList();
    }

    private Article write(Request request, @Nullable Article before, ArticleForm typed, ArticleFiles.Chosen chosen) throws IOException {
        Article.Content content = new Article.Content(
                typed.title(), typed.lead(), richText.sanitise(typed.body()), typed.category(), chosen.image(), chosen.picture().own(), chosen.attachments(),
                typed.pinned(), typed.alert());
        Articles.Period period = new Articles.Period(typed.from(), typed.until());
        if (before == null) {
            return articles.create(request.tenant(), request.signedIn(), content, period, typed.offered());
        }
        int version = NewsDesk.number(request.form().value("version"));
        return articles.edit(request.tenant(), request.signedIn(), before.id(), version, content, period, typed.offered());
    }

    private Article act(Request request, Article saved, String action, boolean mayPublish) {
        return switch (action) {
            case "publish" -> {
                if (!mayPublish) {
                    throw new Forbidden();
                }
                yield articles.publish(request.tenant(), request.signedIn(), saved.id(), saved.version());
            }
            case "submit" -> articles.submit(request.tenant(), request.signedIn(), saved.id(), saved.version());
            case "withdraw" -> articles.withdraw(request.tenant(), request.signedIn(), saved.id(), saved.version());
            default -> saved;
        };
    }

    private Response refused(Request request, @Nullable Article article, Form form, List<FieldError> errors, ArticleFiles.Chosen chosen) {
        Map<String, Object> there = files.model(
                request, new ArticleFiles.There(chosen.image(), chosen.picture().own(), chosen.attachments()), form.value("imagePickWords"), form.value("attachmentPickWords"));
        return form(request, article, chosen.picture().typed(form, "image"), errors, there);
    }

    private Response form(
            Request request, @Nullable Article article, Map<String, String> typed, List<FieldError> errors, Map<String, Object> there) {
        Map<String, Object> model = new HashMap<>(there);
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("categories", categories.of(request.tenant()).stream()
                .map(category -> new NewsDesk.Choice(category.slug(), category.name()))
                .toList());
        model.put("alerts", Stream.of(AlertLevel.values()).map(AlertLevel::code).toList());
        model.put("mayPublish", permissions.may(request.signedIn(), "news.publish", request.tenant()));
        model.put("mayOffer", !tenants.below(request.tenant()).isEmpty());
        request.query("fait").ifPresent(done -> model.put("done", done));
        if (article != null) {
            model.put("article", Edited.of(article, request.now()));
            model.put("findings", errors.isEmpty() ? findings(request, article) : List.of());
        }
        return Response.view("news/desk-edit", model);
    }

    private static ZoneId zone(Request request) {
        return request.site().tenant().zone();
    }
}
