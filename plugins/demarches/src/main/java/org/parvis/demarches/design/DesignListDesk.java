package org.parvis.demarches.design;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.TerritoryOnly;
import org.parvis.demarches.procedure.Fault;
import org.parvis.demarches.procedure.PackageFiles;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.ProcedureReader;
import org.parvis.demarches.procedure.Texts.Wanted;

/** The procedures that are being made, and the ways to begin one: from nothing, from a copy, as a new version, from a package. */
@Component(service = {Routes.class, DeskMenu.class})
public final class DesignListDesk implements Routes, DeskMenu {
    private final Workbench bench;
    private final Procedures procedures;

    @Activate
    public DesignListDesk(@Reference Workbench bench, @Reference Procedures procedures) {
        this.bench = bench;
        this.procedures = procedures;
    }

    /** A design in the list. */
    public record Line(String id, String procedure, String title, int published, String by, Instant saved) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("demarches.design.title", Workbench.PATH, TerritoryOnly.PERMISSION, Group.TERRITORY, "edit", 61));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(Workbench.PATH, this::list, AtDesk.DONE, "de"),
                TerritoryOnly.post(Workbench.PATH, this::begin).limits(Limits.UPLOAD));
    }

    private Response list(Request request) {
        Map<String, String> typed = new HashMap<>(Map.of("how", "nothing", "kind", "online"));
        request.query("de").filter(procedures.every()::containsKey).ifPresent(id -> {
            typed.put("how", "version");
            typed.put("source", id);
        });
        return list(request, typed, List.of(), List.of());
    }

    private Response list(Request request, Map<String, String> typed, List<FieldError> errors, List<Fault> faults) {
        Wanted wanted = Wanted.of(request.language());
        Map<String, Object> model = new HashMap<>();
        model.put("lines", bench.designs().all().stream()
                .map(one -> new Line(one.id().toString(), one.procedure(), one.title(), one.published(), one.by(), one.savedAt())).toList());
        model.put("sources", procedures.every().values().stream()
                .map(one -> new Workbench.Choice(one.id(), one.title(wanted).isBlank() ? one.id() : one.title(wanted)))
                .sorted((a, b) -> Slug.of(a.label()).compareTo(Slug.of(b.label()))).toList());
        model.put("kinds", Skeleton.KINDS);
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("faults", faults);
        AtDesk.say(request, model);
        return Response.view("demarches/design-list", model);
    }

    private Response begin(Request request) throws IOException {
        Form form = request.form();
        Fields fields = new Fields(form);
        try {
            Optional<Parts> parts = switch (form.value("how")) {
                case "nothing" -> Optional.of(named(Skeleton.of(kind(form)), fields));
                case "copy" -> source(form, fields).map(source -> named(source, fields));
                case "version" -> source(form, fields);
                case "package" -> sent(form, fields);
                default -> {
                    fields.wrong("how", "form.required");
                    yield Optional.empty();
                }
            };
            if (parts.isEmpty() || !fields.errors().isEmpty()) {
                return list(request, form.typed(), fields.errors(), List.of()).status(422);
            }
            Design design = bench.designs().begin(parts.get(), request.signedIn());
            return AtDesk.done(request, Workbench.PATH + "/" + design.id(), "begun");
        } catch (Refused refused) {
            return list(request, form.typed(), List.of(FieldError.of("package", "demarches.design.unreadable")), refused.faults).status(422);
        }
    }

    private static String kind(Form form) {
        return Skeleton.KINDS.contains(form.value("kind")) ? form.value("kind") : "online";
    }

    /** Under an id and a title of its own. */
    private Parts named(Parts parts, Fields fields) {
        String french = fields.required("title.fr", 200);
        String english = fields.required("title.en", 200);
        String typed = fields.text("id", 40);
        String id = typed.isEmpty() ? cut(Slug.of(french)) : typed;
        if (id.isEmpty() && french.isEmpty()) {
            // It comes from the title, which is asked for already.
            return parts;
        }
        if (!id.matches("[a-z][a-z0-9-]{1,39}") || ProcedureReader.taken(id)) {
            fields.wrong("id", "demarches.design.invalid.id");
        } else if (procedures.every().containsKey(id) || bench.designs().all().stream().anyMatch(one -> one.procedure().equals(id))) {
            fields.wrong("id", "demarches.design.invalid.id.there", id);
        }
        parts.header().put("id", id);
        parts.header().put("version", 1L);
        List.of("fr_simple", "en_simple").forEach(variant -> parts.messages(variant).remove("title"));
        parts.messages("fr").set("title", french);
        parts.messages("en").set("title", english);
        return parts;
    }

    private static String cut(String slug) {
        return slug.substring(0, Math.min(40, slug.length())).replaceAll("-+$", "");
    }

    /** The newest version that is stored, under the next number. */
    private Optional<Parts> source(Form form, Fields fields) throws IOException, Refused {
        String id = form.value("source");
        if (!procedures.every().containsKey(id)) {
            fields.wrong("source", "form.required");
            return Optional.empty();
        }
        int version = procedures.newest(id).map(Procedure::version).orElseGet(() -> procedures.last(id));
        try {
            Parts parts = opened(PackageFiles.unzipped(procedures.content(id, version).orElseThrow()));
            parts.header().put("version", procedures.last(id) + 1L);
            return Optional.of(parts);
        } catch (PackageFiles.Unreadable damaged) {
            throw new Refused(List.of(damaged.fault()));
        }
    }

    private static Optional<Parts> sent(Form form, Fields fields) throws IOException, Refused {
        Upload file = form.file("package").orElse(null);
        if (file == null || file.size() == 0) {
            fields.wrong("package", "demarches.bouquet.nofile");
            return Optional.empty();
        }
        try (InputStream in = file.open()) {
            return Optional.of(opened(PackageFiles.zip(in)));
        } catch (PackageFiles.Unreadable unreadable) {
            throw new Refused(List.of(unreadable.fault()));
        }
    }

    private static Parts opened(Map<String, byte[]> files) throws Refused {
        Optional<Parts> parts = files.containsKey(Parts.HEADER) ? Parts.of(files) : Optional.empty();
        return parts.filter(Parts::whole).orElseThrow(() -> new Refused(ProcedureReader.read(files).faults()));
    }

    /** A package of which a file cannot be taken apart. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient List<Fault> faults;

        private Refused(List<Fault> faults) {
            super("a package that cannot be read", null, false, false);
            this.faults = faults;
        }
    }
}
