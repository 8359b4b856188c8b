package org.parvis.demarches.sheet;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.Paged;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.TerritoryOnly;
import org.parvis.demarches.procedure.Procedure;

/** Which sheets of service-public.fr the territory holds, which files were refused, and which sheets are missing. */
@Component(service = {Routes.class, DeskMenu.class})
public final class SheetDesk implements Routes, DeskMenu {
    private static final String PATH = "/demarches-fiches";
    private static final int PAGE_SIZE = 50;
    private static final int MOST_FAULTS = 100;

    private final StateSheets sheets;
    private final Procedures procedures;

    @Activate
    public SheetDesk(@Reference StateSheets sheets, @Reference Procedures procedures) {
        this.sheets = sheets;
        this.procedures = procedures;
    }

    /** @param shown whether a procedure of the set shows it */
    public record Line(String id, String title, @Nullable LocalDate modified, boolean shown) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("demarches.sheets.title", PATH, TerritoryOnly.PERMISSION, Group.TERRITORY, "file", 65));
    }

    @Override
    public List<Route> routes() {
        return List.of(TerritoryOnly.get(PATH, this::list, "q", "page"));
    }

    private Response list(Request request) {
        String words = request.query("q").map(q -> Cases.cut(q, 100)).orElse("");
        Set<String> wanted = procedures.newest().values().stream().map(Procedure::header).flatMap(header -> header.sheet().stream()).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(sheets.heads().keySet());
        List<SheetTable.Head> found = sheets.heads().values().stream()
                .filter(head -> Stream.of(Slug.of(words).split("-")).allMatch(Slug.of(head.id() + " " + head.title())::contains))
                .sorted((a, b) -> Slug.of(a.title()).compareTo(Slug.of(b.title())))
                .toList();
        Paged paged = Paged.of(request, found.size(), PAGE_SIZE);
        Map<String, Object> model = new HashMap<>();
        model.put("lines", paged.of(found).stream()
                .map(head -> new Line(head.id(), head.title(), head.modified(), wanted.contains(head.id())))
                .toList());
        model.put("total", found.size());
        model.put("q", words);
        model.put("page", paged.page());
        model.put("pages", paged.pages());
        model.put("missing", missing);
        model.put("faults", sheets.faults().stream().limit(MOST_FAULTS).toList());
        return Response.view("demarches/desk-sheets", model);
    }
}
