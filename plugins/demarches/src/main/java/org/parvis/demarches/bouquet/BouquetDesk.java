package org.parvis.demarches.bouquet;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.Paged;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.TerritoryOnly;
import org.parvis.demarches.VersionTable;
import org.parvis.demarches.procedure.Fault;
import org.parvis.demarches.procedure.PackageFiles;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Where the territory looks after its procedures: what is installed, who offers it, what is on each version; installation and withdrawal. */
@Component(service = {Routes.class, DeskMenu.class})
public final class BouquetDesk implements Routes, DeskMenu {
    static final String PATH = "/demarches-bouquet";
    private static final int PAGE_SIZE = 50;
    private static final String PURPOSE = "use of procedures, in numbers";

    private final Database database;
    private final Procedures procedures;
    private final Tenants tenants;
    private final Migrating migrating;

    @Activate
    public BouquetDesk(@Reference Database database, @Reference Procedures procedures, @Reference Tenants tenants, @Reference Migrating migrating) {
        this.database = database;
        this.procedures = procedures;
        this.tenants = tenants;
        this.migrating = migrating;
    }

    /** @param serving number of the version on which requests begin; 0: none */
    public record Line(
            String id, String title, String category, String kind, int serving, long versions, long open, long closed, long offers, boolean faulty) {}

    /**
     * @param state serving, ready, withdrawn or faulty
     * @param movable whether files in progress may be moved from it to the version in service
     */
    public record Version(
            int number, String state, String origin, Instant installed, @Nullable Instant withdrawn, String digest, long open, long closed, boolean movable,
            List<Fault> faults) {}

    /** Files that were or are being moved to another version. */
    public record Move(int from, int to, String by, Instant asked, @Nullable Instant ended, int total, int moved, int kept) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("demarches.bouquet.title", PATH, TerritoryOnly.PERMISSION, Group.TERRITORY, "file", 60));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(PATH, this::list, "q", "page"),
                TerritoryOnly.post(PATH, this::upload).limits(Limits.UPLOAD),
                TerritoryOnly.get(PATH + "/{procedure}", this::one, AtDesk.DONE),
                TerritoryOnly.get(PATH + "/{procedure}/{version}/zip", this::zip),
                TerritoryOnly.post(PATH + "/{procedure}/{version}/retirer", request -> withdraw(request, true)),
                TerritoryOnly.post(PATH + "/{procedure}/{version}/remettre", request -> withdraw(request, false)));
    }

    private Reader territory() {
        return database.acrossTerritory(PURPOSE);
    }

    private Response list(Request request) {
        return list(request, List.of(), List.of());
    }

    private Response list(Request request, List<FieldError> errors, List<Fault> faults) {
        Wanted wanted = Wanted.of(request.language());
        String words = request.query("q").map(q -> Cases.cut(q, 100)).orElse("");
        List<Procedure> found = procedures.every().values().stream()
                .filter(procedure -> Stream.of(Slug.of(words).split("-")).allMatch(Slug.of(procedure.id() + " " + procedure.title(wanted))::contains))
                .sorted((a, b) -> Slug.of(a.title(wanted)).compareTo(Slug.of(b.title(wanted))))
                .toList();
        Paged paged = Paged.of(request, found.size(), PAGE_SIZE);
        Map<String, Object> model = new HashMap<>();
        model.put("lines", lines(paged.of(found), wanted));
        model.put("total", found.size());
        model.put("q", words);
        model.put("page", paged.page());
        model.put("pages", paged.pages());
        model.put("errors", errors);
        model.put("faults", faults);
        return Response.view("demarches/desk-bouquet", model);
    }

    private List<Line> lines(List<Procedure> shown, Wanted wanted) {
        Map<String, VersionUse.Count> files = VersionUse.files(territory());
        Map<String, Long> offers = VersionUse.offers(territory());
        List<Line> lines = new ArrayList<>();
        for (Procedure procedure : shown) {
            String id = procedure.id();
            VersionUse.Count count = files.getOrDefault(id, VersionUse.Count.NONE);
            boolean faulty = versions(id).stream().anyMatch(version -> procedures.stored(id, version.number()).filter(stored -> !stored.sound()).isPresent());
            lines.add(new Line(
                    id, procedure.title(wanted), procedure.header().category().code(), procedure.header().kind().name().toLowerCase(Locale.ROOT),
                    procedures.newest(id).map(Procedure::version).orElse(0), versions(id).size(), count.open(), count.closed(), offers.getOrDefault(id, 0L), faulty));
        }
        return lines;
    }

    private List<VersionTable.Version> versions(String procedure) {
        return procedures.versions().stream().filter(version -> version.procedure().equals(procedure)).toList();
    }

    private Response upload(Request request) throws IOException {
        Upload file = request.form().file("package").orElse(null);
        if (file == null || file.size() == 0) {
            return list(request, List.of(FieldError.of("package", "demarches.bouquet.nofile")), List.of()).status(422);
        }
        List<Fault> faults;
        try (InputStream in = file.open()) {
            Procedures.Installed installed = procedures.install(PackageFiles.zip(in), "upload", request.signedIn());
            Procedure procedure = installed.procedure();
            if (procedure != null) {
                return AtDesk.done(request, PATH + "/" + procedure.id(), installed.fresh() ? "installed" : "there");
            }
            faults = installed.faults();
        } catch (PackageFiles.Unreadable unreadable) {
            faults = List.of(unreadable.fault());
        }
        return list(request, List.of(FieldError.of("package", "demarches.bouquet.refused", file.fileName())), faults).status(422);
    }

    private Response one(Request request) {
        String id = request.variable("procedure");
        Procedure procedure = procedures.every().get(id);
        if (procedure == null) {
            throw new NotFound();
        }
        Wanted wanted = Wanted.of(request.language());
        Map<Integer, VersionUse.Count> files = VersionUse.files(territory(), id);
        Map<String, Object> model = new HashMap<>();
        model.put("id", id);
        model.put("title", procedure.title(wanted));
        model.put("summary", procedure.texts().text(wanted, "summary"));
        model.put("versions", versions(id).stream().map(version -> version(version, files.getOrDefault(version.number(), VersionUse.Count.NONE))).toList());
        model.put("moves", migrating.of(id).stream()
                .map(move -> new Move(move.from(), move.to(), move.askedByName(), move.askedAt(), move.endedAt(), move.total(), move.moved(), move.kept()))
                .toList());
        model.put("offering", VersionUse.offering(territory(), id).stream()
                .flatMap(tenant -> tenants.byId(tenant).stream())
                .map(site -> site.tenant().name().name())
                .sorted((a, b) -> Slug.of(a).compareTo(Slug.of(b)))
                .toList());
        AtDesk.say(request, model);
        return Response.view("demarches/desk-bouquet-one", model);
    }

    private Version version(VersionTable.Version version, VersionUse.Count count) {
        List<Fault> faults = procedures.stored(version.procedure(), version.number()).map(Procedures.Stored::faults).orElse(List.of());
        boolean serving = procedures.newest(version.procedure()).filter(newest -> newest.version() == version.number()).isPresent();
        String state = version.withdrawnAt() != null ? "withdrawn" : !faults.isEmpty() ? "faulty" : serving ? "serving" : "ready";
        return new Version(
                version.number(), state, version.origin(), version.installedAt(), version.withdrawnAt(), version.digest(), count.open(), count.closed(),
                count.open() > 0 && migrating.target(version.procedure(), version.number()).isPresent(), faults);
    }

    static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new NotFound();
        }
        return Integer.parseInt(text);
    }

    private Response zip(Request request) {
        String id = request.variable("procedure");
        int version = number(request.variable("version"));
        byte[] content = procedures.content(id, version).orElseThrow(NotFound::new);
        return Response.bytes("application/zip", content).header("Content-Disposition", "attachment; filename=\"" + id + "-" + version + ".zip\"");
    }

    private Response withdraw(Request request, boolean withdrawn) {
        String id = request.variable("procedure");
        int version = number(request.variable("version"));
        if (versions(id).stream().noneMatch(each -> each.number() == version)) {
            throw new NotFound();
        }
        procedures.withdraw(id, version, withdrawn, request.signedIn());
        return AtDesk.done(request, PATH + "/" + id, withdrawn ? "retracted" : "restored");
    }
}
