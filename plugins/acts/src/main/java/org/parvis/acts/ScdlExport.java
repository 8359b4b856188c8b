package org.parvis.acts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Csv;
import org.parvis.api.data.Reader;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;

/** Published deliberations as open data: the schema « Délibérations » 2.1 of the Socle commun des données locales. */
@Component(service = {Routes.class, ScdlExport.class})
public final class ScdlExport implements Routes {
    /** Of the tenant's seat, fourteen digits; the schema demands it. */
    static final String SIRET = "acts.siret";

    /** Who controls the legality of the tenant's acts. */
    static final String PREFECTURE = "acts.prefecture";

    static final Pattern SIRET_FORM = Pattern.compile("[0-9]{14}");
    static final Pattern PREFECTURE_FORM = Pattern.compile("(PREF|SGAR)[0-9AB]{3}|SPREF[0-9AB]{3}[0-9]");

    static final List<String> COLUMNS = List.of(
            "COLL_NOM", "COLL_SIRET", "DELIB_ID", "DELIB_DATE", "DELIB_MATIERE_CODE", "DELIB_MATIERE_NOM", "DELIB_OBJET", "BUDGET_ANNEE", "BUDGET_NOM", "PREF_ID",
            "PREF_DATE", "VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION", "DELIB_URL");

    private static final int BATCH = 500;

    private final Acts acts;
    private final Settings settings;
    private final PublicUrls urls;

    @Activate
    public ScdlExport(@Reference Acts acts, @Reference Settings settings, @Reference PublicUrls urls) {
        this.acts = acts;
        this.settings = settings;
        this.urls = urls;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/actes/deliberations.csv", this::csv));
    }

    /** Whether all that the schema demands is known. */
    boolean ready(TenantId tenant) {
        return siret(tenant).isPresent();
    }

    private Optional<String> siret(TenantId tenant) {
        return settings.get(tenant, SIRET).filter(siret -> SIRET_FORM.matcher(siret).matches());
    }

    private Response csv(Request request) {
        Site site = request.site();
        String siret = siret(site.id()).orElseThrow(NotFound::new);
        Reader reader = acts.reader(site.id());
        ActTable.Wanted deliberations = new ActTable.Wanted(null, ActKind.DELIBERATION, null, "", null, false);
        StringBuilder csv = new StringBuilder(Csv.line(COLUMNS.toArray()));
        Map<String, String> values = settings.of(site.id());
        int offset = 0;
        List<Act> found;
        do {
            found = ActTable.find(reader, deliberations, request.now(), offset, BATCH);
            found.stream().filter(act -> act.state() == State.PUBLISHED).forEach(act -> csv.append(line(site, siret, values, act)));
            offset += BATCH;
        } while (found.size() == BATCH);
        return Response.text("text/csv", csv.toString())
                .header("Content-Disposition", "attachment; filename=\"" + site.tenant().slug() + "-deliberations.csv\"")
                .tagged(Acts.TAG, "settings")
                .validUntil(ActTable.nextChange(reader, request.now()));
    }

    private String line(Site site, String siret, Map<String, String> values, Act act) {
        Act.Content content = act.content();
        Votes votes = content.votes();
        Matters.Matter matter = Matters.of(content.matter()).orElseThrow();
        // The schema wants the prefecture only for acts that it received.
        String prefecture = content.received() == null ? "" : values.getOrDefault(PREFECTURE, "");
        return Csv.line(
                site.tenant().name().official(), siret, content.number(), content.adopted(), matter.code(), matter.scdl(), content.title(),
                content.budgetYear(), content.budgetName(), prefecture, content.received(), votes.members(), votes.present(), votes.inFavour(),
                votes.against(), votes.abstained(), urls.of(site, act.path()));
    }
}
