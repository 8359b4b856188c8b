package org.parvis.demarches.design;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.procedure.PackageFiles;

/** What all pages of the designer do: open a design, show it with its faults, save what a form changes. */
@Component(service = Workbench.class)
public final class Workbench {
    static final String PATH = "/demarches-conception";

    private final Designs designs;

    @Activate
    public Workbench(@Reference Designs designs) {
        this.designs = designs;
    }

    /** A design that is looked at. */
    record Open(Design design, Parts parts, List<Told.One> faults) {
        List<Told.One> about(Told.Area area, String name) {
            return faults.stream().filter(fault -> fault.about(area, name)).toList();
        }

        List<FieldError> errors(Told.Area area, String name) {
            return about(area, name).stream().map(Told.One::error).toList();
        }
    }

    /** A choice of a list. */
    public record Choice(String value, String label) {}

    /** Shows the page of a form: what is typed in it, and what is wrong with that. */
    @FunctionalInterface
    interface Page {
        Response show(Request request, Open open, Map<String, String> typed, List<FieldError> errors);
    }

    /** Changes a package as a form says; where to go on, below the design. */
    @FunctionalInterface
    interface Change {
        String apply(Parts parts, Form form, Fields fields);
    }

    Designs designs() {
        return designs;
    }

    Open open(Request request) {
        Design design = find(request.variable("design")).orElseThrow(NotFound::new);
        Parts parts = Parts.of(design.files()).orElseThrow();
        return new Open(design, parts, Told.of(parts));
    }

    private Optional<Design> find(String id) {
        try {
            return designs.find(UUID.fromString(id));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** What every page of a design has in its model. */
    Map<String, Object> model(Request request, Open open, String tab) {
        Map<String, Object> model = new HashMap<>();
        model.put("design", open.design().id().toString());
        model.put("procedure", open.design().procedure());
        model.put("name", open.design().title().isBlank() ? open.design().procedure() : open.design().title());
        model.put("revision", open.design().revision());
        model.put("faultCount", open.faults().size());
        model.put("online", open.parts().online());
        model.put("tab", tab);
        AtDesk.say(request, model);
        return model;
    }

    /** A page with a form of one thing: as it is, with the faults of the thing, or as it was typed and refused. */
    static void form(Map<String, Object> model, Map<String, String> typed, List<FieldError> errors, boolean refused) {
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("refused", refused);
    }

    /** Saves what a form changes; refused or overtaken, the form comes back as it was typed. */
    Response change(Request request, String what, Page page, Change change) throws IOException {
        Open open = open(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        Parts parts = Parts.of(open.design().files()).orElseThrow();
        String then = change.apply(parts, form, fields);
        if (!PackageFiles.fit(parts.files())) {
            fields.wrong("revision", "demarches.fault.size", PackageFiles.MOST_FILES, PackageFiles.MOST_BYTES >> 10, PackageFiles.MOST_TOGETHER >> 20);
        }
        if (!fields.errors().isEmpty()) {
            return page.show(request, open, form.typed(), fields.errors()).status(422);
        }
        try {
            designs.save(open.design(), revision(form), parts, what, request.signedIn());
        } catch (Conflict overtaken) {
            return page.show(request, open(request), form.typed(), List.of(FieldError.of("revision", overtaken.messageKey()))).status(409);
        }
        return AtDesk.done(request, PATH + "/" + open.design().id() + then, "saved");
    }

    static int revision(Form form) {
        String typed = form.value("revision");
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
    }
}
