package org.parvis.privacy;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Csv;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.privacy.AccountRule;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.privacy.PersonalData.Controller;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** The register of processings (GDPR, article 30), and what went in due time. */
@Component(service = {Routes.class, DeskMenu.class})
public final class RegisterPages implements Routes, DeskMenu {
    static final String READ = "privacy.read";
    static final String PATH = "/donnees";

    private static final int DAYS = 200;

    private final Plugins plugins;
    private final Themes themes;
    private final Settings settings;
    private final Tenants tenants;
    private final Purges purges;

    @Activate
    public RegisterPages(
            @Reference Plugins plugins, @Reference Themes themes, @Reference Settings settings, @Reference Tenants tenants, @Reference Purges purges) {
        this.plugins = plugins;
        this.themes = themes;
        this.settings = settings;
        this.tenants = tenants;
        this.purges = purges;
    }

    /** A processing as listed. */
    public record Line(String id, String service, String purpose, String persons, String categories, String basis, String recipients, List<String> retention, boolean purged) {}

    /** Who answers for the processings. */
    public record Roles(String controller, String processor, String address, String officer) {}

    /** What became of something by a rule. */
    public record Gone(String rule, Object moment, String purpose, long records, String outcome, String reason, String archive) {}

    /** A rule on a day. */
    public record Proof(String rule, Object moment, int runs, long records, String error) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("privacy.title", PATH, READ, Group.OVERSIGHT, "lock", 84));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::register).requires(READ),
                Route.deskGet(PATH + "/registre.csv", this::csv).requires(READ),
                Route.deskGet(PATH + "/echeances", this::proofs).requires(READ));
    }

    private Response register(Request request) {
        boolean territory = request.site().tenant().isTerritory();
        return Response.view(
                "privacy/register",
                Map.of(
                        "own", lines(request, territory ? Controller.TERRITORY : Controller.TENANT),
                        "others", lines(request, territory ? Controller.TENANT : Controller.TERRITORY),
                        "tenants", tenants.all().size(),
                        "roles", roles(request)));
    }

    private Roles roles(Request request) {
        Map<String, String> mine = settings.of(request.tenant());
        Map<String, String> host = settings.of(TenantId.TERRITORY);
        String unknown = text(request, "privacy.unknown");
        return new Roles(
                request.site().tenant().name().name(),
                host.getOrDefault("site.operator", tenants.territory().tenant().name().name()),
                host.getOrDefault("site.operator.address", unknown),
                mine.getOrDefault("site.dpo", host.getOrDefault("site.dpo", unknown)));
    }

    private List<Line> lines(Request request, Controller controller) {
        ActivePlugins active = active(request);
        List<String> ruled = Stream.concat(
                        active.of(PurgeRule.class).stream().map(PurgeRule::processing), active.of(AccountRule.class).stream().map(AccountRule::processing))
                .toList();
        List<Line> lines = new ArrayList<>();
        active.contributions(PersonalData.class).forEach(contributed -> contributed.value().processings().stream()
                .filter(processing -> processing.controller() == controller)
                .forEach(processing -> lines.add(line(request, contributed.plugin().id(), contributed.value(), processing, ruled.contains(processing.id())))));
        return lines;
    }

    /** The territory answers for what no commune has activated any more, too. */
    private ActivePlugins active(Request request) {
        return request.site().tenant().isTerritory() ? plugins.newest() : plugins.of(request.tenant());
    }

    private Line line(Request request, String plugin, PersonalData data, PersonalData.Processing processing, boolean purged) {
        String persons = processing.personsKey();
        String recipients = processing.recipientsKey();
        return new Line(
                processing.id(), text(request, plugin + ".plugin.name"), text(request, processing.purposeKey()),
                text(request, persons == null ? "privacy.persons.default" : persons), text(request, processing.categoriesKey()),
                text(request, "privacy.basis." + processing.basis()), text(request, recipients == null ? "privacy.recipients.default" : recipients),
                retention(request, data.kept(request.tenant(), request.language(), processing.id()), processing), purged);
    }

    /** One time, or each with what is kept for it. */
    private List<String> retention(Request request, List<PersonalData.Kept> kept, PersonalData.Processing processing) {
        if (kept.isEmpty()) {
            return List.of(retention(request, processing.retention()));
        }
        return PersonalData.Kept.byTime(kept).entrySet().stream()
                .map(time -> text(request, "privacy.retention.of", retention(request, time.getKey()), String.join(", ", time.getValue())))
                .toList();
    }

    private String retention(Request request, Period period) {
        int months = (int) period.toTotalMonths();
        if (months == 0) {
            return text(request, "privacy.days", period.getDays());
        }
        return months % 12 == 0 ? text(request, "privacy.years", months / 12) : text(request, "privacy.months", months);
    }

    private Response csv(Request request) {
        boolean territory = request.site().tenant().isTerritory();
        StringBuilder out = new StringBuilder(Csv.BOM);
        Roles roles = roles(request);
        out.append(Csv.line(columns(request)));
        for (Controller controller : List.of(territory ? Controller.TERRITORY : Controller.TENANT, territory ? Controller.TENANT : Controller.TERRITORY)) {
            String whose = controller == Controller.TERRITORY
                    ? roles.processor()
                    : territory ? text(request, "privacy.controller.communes") : roles.controller();
            String processor = controller == Controller.TERRITORY ? "" : roles.processor();
            for (Line line : lines(request, controller)) {
                out.append(Csv.line(
                        line.id(), line.service(), line.purpose(), line.persons(), line.categories(), line.basis(), line.recipients(),
                        text(request, "privacy.transfers.none"), String.join(" ; ", line.retention()), whose, processor, roles.officer(), text(request, "privacy.security.short")));
            }
        }
        return Response.text("text/csv", out.toString())
                .header("Content-Disposition", "attachment; filename=\"registre-" + request.site().tenant().slug() + ".csv\"");
    }

    private Object[] columns(Request request) {
        return List.of("id", "service", "purpose", "persons", "categories", "basis", "recipients", "transfers", "retention", "controller", "processor", "officer", "security")
                .stream()
                .map(column -> text(request, "privacy.column." + column))
                .toArray();
    }

    Response proofs(Request request) {
        boolean territory = request.site().tenant().isTerritory();
        List<Proof> days = purges.days(DAYS).stream()
                .map(day -> new Proof(rule(request, day.rule()), day.lastRun(), day.runs(), territory ? day.records() : 0, day.error() == null ? "" : day.error()))
                .toList();
        List<Gone> gone = purges.gone(request.tenant(), DAYS).stream()
                .map(one -> gone(request, one))
                .toList();
        return Response.view("privacy/proofs", Map.of("days", days, "gone", gone, "territory", territory));
    }

    private Gone gone(Request request, Proofs.Gone one) {
        String reason = one.reasonKey();
        return new Gone(
                rule(request, one.rule()), one.happened(), purpose(request, one.processing()), one.records(), one.outcome().name(),
                reason == null ? "" : text(request, reason), Objects.requireNonNullElse(one.archive(), ""));
    }

    /** Empty where the rule says it all. */
    private String purpose(Request request, @Nullable String id) {
        return id == null
                ? ""
                : plugins.newest().of(PersonalData.class).stream()
                        .flatMap(data -> data.processings().stream())
                        .filter(processing -> processing.id().equals(id))
                        .findFirst()
                        .map(processing -> text(request, processing.purposeKey()))
                        .orElse(id);
    }

    private String rule(Request request, String name) {
        int dot = name.indexOf('.');
        String key = dot < 0 ? name : name.substring(0, dot) + ".purge" + name.substring(dot);
        return themes.find("base", plugins.newest(), request.language(), key).orElse(name);
    }

    private String text(Request request, String key, Object... arguments) {
        return themes.text("base", plugins.newest(), request.language(), key, arguments);
    }
}
