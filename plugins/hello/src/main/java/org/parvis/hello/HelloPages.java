package org.parvis.hello;

import java.io.IOException;
import java.util.*;
import org.osgi.service.component.annotations.*;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.*;

/** The public page, the back-office page that sets its words, and the menu entry that leads there. */
@Component
public final class HelloPages implements Routes, DeskMenu {
    private final Greetings greetings;

    @Activate
    public HelloPages(@Reference Greetings greetings) {
        this.greetings = greetings;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/bonjour", this::page),
                Route.deskGet("/bonjour", this::desk).reads("fait").requires("hello.write"),
                Route.deskPost("/bonjour", this::save).requires("hello.write"));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("hello.plugin.name", "/bonjour", "hello.write", Group.PUBLISH, "bell", 90));
    }

    private Response page(Request request) {
        return Response.view("hello/page", Map.of("words", greetings.words(request.tenant()))).tagged("hello");
    }

    private Response desk(Request request) {
        Map<String, String> typed = Map.of("words", greetings.words(request.tenant()));
        return Response.view("hello/desk", Map.of("typed", typed, "saved", request.query("fait").isPresent()));
    }

    private Response save(Request request) throws IOException {
        try {
            greetings.set(request.tenant(), new Greeting(request.form().value("words")));
            return Response.seeOther("/bureau/" + request.site().tenant().slug() + "/bonjour?fait=oui");
        } catch (Invalid invalid) {
            Map<String, ?> model = Map.of("typed", request.form().typed(), "errors", invalid.errors(), "saved", false);
            return Response.view("hello/desk", model).status(invalid.status());
        }
    }
}
