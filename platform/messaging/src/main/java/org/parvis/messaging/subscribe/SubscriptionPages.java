package org.parvis.messaging.subscribe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.SitemapSource;
import org.parvis.messaging.deliver.Delivery;

/** Subscribing, as visitors do it: no account, no script. Links in mails open a page; only its button changes something. */
@Component(service = {Routes.class, SitemapSource.class})
public final class SubscriptionPages implements Routes, SitemapSource {
    private static final String PATH = "/abonnement";
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Subscriptions subscriptions;
    private final Topics topics;
    private final Delivery delivery;

    @Activate
    public SubscriptionPages(@Reference Subscriptions subscriptions, @Reference Topics topics, @Reference Delivery delivery) {
        this.subscriptions = subscriptions;
        this.topics = topics;
        this.delivery = delivery;
    }

    /** A topic to tick. */
    public record Choice(String id, String label, boolean on) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, this::form),
                Route.post(PATH, this::subscribe),
                Route.get(PATH + "/merci", request -> message(request, "asked")),
                Route.get(PATH + "/confirmer/{token}", this::confirmation),
                Route.post(PATH + "/confirmer/{token}", this::confirm),
                Route.get(PATH + "/preferences/{token}", this::preferences).reads("fait"),
                Route.post(PATH + "/preferences/{token}", this::change),
                Route.get(PATH + "/desabonner/{token}", this::leaving),
                Route.post(PATH + "/desabonner/{token}", this::leave).fromOutside());
    }

    @Override
    public List<Entry> entries(Site site, Instant now) {
        return delivery.ready(Channel.EMAIL) ? List.of(Entry.named(PATH, "messaging.subscribe.title")) : List.of();
    }

    private Response form(Request request) {
        if (!delivery.ready(Channel.EMAIL)) {
            return message(request, "closed");
        }
        List<Topics.Named> all = topics.of(request.site(), request.language());
        Set<String> preset = all.size() == 1 ? Set.of(all.get(0).id()) : Set.of();
        return Response.view("messaging/subscribe", model(request, all, preset, Rhythm.AT_ONCE))
                .tagged("messaging", "news")
                .validUntil(request.now().plus(FRESH));
    }

    private static Map<String, Object> model(Request request, List<Topics.Named> all, Set<String> chosen, Rhythm rhythm) {
        Map<String, Object> model = new HashMap<>();
        model.put("topics", all.stream().map(topic -> new Choice(topic.id(), topic.label(), chosen.contains(topic.id()))).toList());
        model.put("rhythms", Stream.of(Rhythm.values()).map(Rhythm::code).toList());
        model.put("rhythm", rhythm.code());
        model.put("errors", List.of());
        return model;
    }

    private Response subscribe(Request request) throws IOException {
        if (!delivery.ready(Channel.EMAIL)) {
            return message(request, "closed").status(503);
        }
        Form form = request.form();
        Fields fields = new Fields(form);
        String email = fields.email("email");
        if (email.isEmpty()) {
            fields.wrong("email", "form.required");
        } else if (fields.errors().isEmpty() && !Recipient.isEmail(email)) {
            fields.wrong("email", "form.email");
        }
        List<Topics.Named> all = topics.of(request.site(), request.language());
        try {
            Subscriptions.Wish wish = wish(form, all);
            if (fields.errors().isEmpty()) {
                subscriptions.request(request.site(), email, request.language(), wish, request.clientAddress(), request.now());
                return Response.seeOther(address(request, "/merci"));
            }
            return refused(request, all, form, fields.errors()).status(422);
        } catch (Invalid invalid) {
            return refused(request, all, form, Stream.concat(fields.errors().stream(), invalid.errors().stream()).toList()).status(invalid.status());
        } catch (Conflict many) {
            return refused(request, all, form, List.of(FieldError.of("email", many.messageKey()))).status(429);
        }
    }

    private static Response refused(Request request, List<Topics.Named> all, Form form, List<FieldError> errors) {
        Map<String, Object> model = model(request, all, Set.copyOf(form.values("topics")), Rhythm.of(form.value("rhythm")).orElse(Rhythm.AT_ONCE));
        model.put("typed", Map.of("email", form.value("email")));
        model.put("errors", errors);
        return Response.view("messaging/subscribe", model);
    }

    private static Subscriptions.Wish wish(Form form, List<Topics.Named> all) {
        Set<String> known = all.stream().map(Topics.Named::id).collect(Collectors.toSet());
        return new Subscriptions.Wish(form.values("topics").stream().filter(known::contains).toList(), Rhythm.of(form.value("rhythm")).orElse(Rhythm.AT_ONCE));
    }

    private static Response message(Request request, String what) {
        return Response.view("messaging/subscribed", Map.of("what", what));
    }

    private static String address(Request request, String path) {
        return (request.language().getLanguage().equals("en") ? "/en" : "") + PATH + path;
    }

    /** An old link, or one cut off by a mail program, gets a page that says what to do. */
    private Response known(Request request, Function<Subscriber, Response> page) {
        return subscriptions.byToken(request.tenant(), request.variable("token"))
                .map(page)
                .orElseGet(() -> message(request, "unknown").status(404))
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer");
    }

    private Response confirmation(Request request) {
        return known(request, subscriber -> subscriber.confirmed()
                ? Response.seeOther(address(request, "/preferences/" + subscriber.token()))
                : Response.view("messaging/confirm", Map.of("email", subscriber.email(), "topics", labels(request, subscriber))));
    }

    private List<String> labels(Request request, Subscriber subscriber) {
        Set<String> chosen = subscriptions.topics(request.tenant(), subscriber);
        return topics.of(request.site(), request.language()).stream().filter(topic -> chosen.contains(topic.id())).map(Topics.Named::label).toList();
    }

    private Response confirm(Request request) {
        return known(request, subscriber -> {
            subscriptions.confirm(request.tenant(), subscriber, request.now());
            return Response.seeOther(address(request, "/preferences/" + subscriber.token() + "?fait=confirme"));
        });
    }

    private Response preferences(Request request) {
        return known(request, subscriber -> preferences(request, subscriber, subscriptions.topics(request.tenant(), subscriber), subscriber.rhythm(), List.of()));
    }

    private Response preferences(Request request, Subscriber subscriber, Set<String> chosen, Rhythm rhythm, List<FieldError> errors) {
        Map<String, Object> model = model(request, topics.of(request.site(), request.language()), chosen, rhythm);
        model.put("email", subscriber.email());
        model.put("token", subscriber.token());
        model.put("errors", errors);
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("messaging/preferences", model);
    }

    private Response change(Request request) throws IOException {
        Form form = request.form();
        return known(request, subscriber -> {
            try {
                subscriptions.change(request.tenant(), subscriber, wish(form, topics.of(request.site(), request.language())), request.now());
                return Response.seeOther(address(request, "/preferences/" + subscriber.token() + "?fait=enregistre"));
            } catch (Invalid invalid) {
                return preferences(request, subscriber, Set.copyOf(form.values("topics")), Rhythm.of(form.value("rhythm")).orElse(subscriber.rhythm()), invalid.errors())
                        .status(invalid.status());
            }
        });
    }

    private Response leaving(Request request) {
        return known(request, subscriber -> Response.view("messaging/leave", Map.of("email", subscriber.email(), "token", subscriber.token())));
    }

    /** From the page's button, or from a mail service, which is not to be redirected (RFC 8058, 3.1); who has gone already is told the same. */
    private Response leave(Request request) {
        subscriptions.byToken(request.tenant(), request.variable("token")).ifPresent(subscriber -> subscriptions.unsubscribe(request.tenant(), subscriber));
        return message(request, "gone");
    }
}
