package org.parvis.demarches.citizen;

import java.io.IOException;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.payment.Euros;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Cost;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.FromAbove;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Tariff;
import org.parvis.demarches.Wording;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.report.Reports;
import org.parvis.demarches.sheet.StatePart;
import org.parvis.demarches.sheet.StateSheets;

/** The catalogue of what a commune offers, and the sheet of each procedure. */
@Component(service = Routes.class)
public final class CataloguePages implements Routes {
    private static final int LONGEST_SEARCH = 100;

    private final Offers offers;
    private final Drafts drafts;
    private final Wording wording;
    private final FromAbove above;
    private final PublicUrls urls;
    private final StatePart state;

    @Activate
    public CataloguePages(
            @Reference Offers offers, @Reference Drafts drafts, @Reference Wording wording, @Reference FromAbove above, @Reference PublicUrls urls,
            @Reference StatePart state) {
        this.offers = offers;
        this.drafts = drafts;
        this.wording = wording;
        this.above = above;
        this.urls = urls;
        this.state = state;
    }

    /**
     * A procedure in the catalogue.
     *
     * @param path on this site; of a procedure of the EPCI, its whole address
     * @param by the EPCI whose it is, or empty
     */
    public record Card(String id, String title, String summary, String path, String kind, String by) {}

    /** A procedure with whose it is; null: this tenant's. */
    private record Listed(Offers.Offered offered, @Nullable Site by) {}

    /** Procedures of a category. */
    public record Shelf(String code, List<Card> cards) {}

    /** What a sheet tells. */
    public record Sheet(
            String id, String title, String summary, String who, String needed, String duration, String cost, String more, String kind, String link,
            List<Header.Law> laws, List<String> channels, String service, String email, String phone, boolean simple, boolean hasSimple, String authority,
            List<Cost> costs, String decision) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/teleservices", this::list).reads("public", "q"),
                Route.get("/teleservices/{procedure}", this::sheet).reads("texte"),
                Route.post("/teleservices/{procedure}/commencer", this::begin).readsAccount());
    }

    private Response list(Request request) {
        Wanted wanted = Wanted.of(request.language());
        String audience = request.query("public").orElse("");
        if (!audience.isEmpty() && Stream.of(Header.Audience.values()).noneMatch(each -> each.code().equals(audience))) {
            throw new NotFound();
        }
        String words = request.query("q").map(q -> q.substring(0, Math.min(q.length(), LONGEST_SEARCH))).orElse("");
        List<Listed> all = Stream.concat(
                        offers.offered(request.tenant()).stream().map(offered -> new Listed(offered, null)),
                        above.shown(request.tenant()).stream().map(shared -> new Listed(shared.offered(), shared.by())))
                .filter(listed -> found(listed.offered(), wanted, words))
                .toList();
        List<Shelf> shelves = new ArrayList<>();
        int total = 0;
        for (Header.Category category : Header.Category.values()) {
            List<Card> cards = all.stream()
                    .filter(listed -> listed.offered().procedure().header().category() == category)
                    .filter(listed -> audience.isEmpty() || listed.offered().procedure().header().audience().stream().anyMatch(each -> each.code().equals(audience)))
                    .map(listed -> card(request, listed, wanted))
                    .sorted((a, b) -> Slug.of(a.title()).compareTo(Slug.of(b.title())))
                    .toList();
            total += cards.size();
            if (!cards.isEmpty()) {
                shelves.add(new Shelf(category.code(), cards));
            }
        }
        Response response = Response.view("demarches/catalogue", Map.of(
                "shelves", shelves, "total", total, "audience", audience, "q", words,
                "audiences", Stream.of(Header.Audience.values()).map(Header.Audience::code).toList()));
        // What visitors type has no end: such pages are not kept.
        return words.isEmpty() ? response.tagged(Offers.TAG, Procedures.TAG + "@" + TenantId.TERRITORY).tagged(tagsAbove(request)) : response;
    }

    private String[] tagsAbove(Request request) {
        return above.sites(request.tenant()).stream().map(site -> Offers.TAG + "@" + site.id()).toArray(String[]::new);
    }

    private Card card(Request request, Listed listed, Wanted wanted) {
        Procedure procedure = listed.offered().procedure();
        String path = "/teleservices/" + procedure.id();
        Site by = listed.by();
        return new Card(
                procedure.id(), procedure.title(wanted), own(listed.offered(), "summary", wanted), by == null ? path : urls.of(by, Paths.prefix(request) + path),
                procedure.header().kind().name().toLowerCase(Locale.ROOT), by == null ? "" : by.tenant().name().name());
    }

    /** Each word typed is the beginning of a word of the sheet. */
    private static boolean found(Offers.Offered offered, Wanted wanted, String words) {
        if (words.isEmpty()) {
            return true;
        }
        String text = "-" + Slug.of(Stream.of("title", "summary", "who", "needed", "more").map(key -> own(offered, key, wanted)).reduce("", (a, b) -> a + " " + b));
        return Stream.of(Slug.of(words).split("-")).filter(word -> !word.isEmpty()).allMatch(word -> text.contains("-" + word));
    }

    /** The commune's words if it has some. */
    static String own(Offers.Offered offered, String key, Wanted wanted) {
        String own = wanted.simple() ? "" : offered.offer().text(key + "." + wanted.language());
        return own.isEmpty() ? offered.procedure().texts().text(wanted, key) : own;
    }

    private Response sheet(Request request) {
        String id = request.variable("procedure");
        Optional<Offers.Offered> own = offers.offered(request.tenant(), id);
        if (own.isEmpty()) {
            FromAbove.Shared shared = above.shown(request.tenant()).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(NotFound::new);
            return Response.seeOther(urls.of(shared.by(), Paths.prefix(request) + "/teleservices/" + id));
        }
        Offers.Offered offered = own.get();
        boolean simple = request.query("texte").filter("simple"::equals).isPresent();
        Wanted wanted = Wanted.of(request.language()).simple(simple);
        Map<String, Object> model = new HashMap<>();
        model.put("sheet", sheet(wording, request, offered, wanted));
        model.put("reports", offered.procedure().header().filing().report() != null && offered.offer().text(Reports.SHOWN).equals("true"));
        model.put("silences", silences(offered.procedure(), wanted));
        state.add(request.tenant(), offered, wanted, model);
        return Response.view("demarches/sheet", model)
                .tagged(Offers.TAG, Procedures.TAG + "@" + TenantId.TERRITORY, StateSheets.TAG + "@" + TenantId.TERRITORY);
    }

    /**
     * What silence means, and after how long.
     *
     * @param answer with which it means that, or empty
     */
    public record Silence(String answer, String means, long months, int days) {
        private static Silence of(String answer, Header.Silence silence) {
            Period after = silence.after() == null ? Period.ZERO : silence.after();
            return new Silence(answer, silence.means().code(), after.toTotalMonths(), after.getDays());
        }
    }

    /** First what it means as a rule, then with the answers that change it. */
    static List<Silence> silences(Procedure procedure, Wanted wanted) {
        if (!procedure.online()) {
            return List.of();
        }
        Header.Silence silence = procedure.header().silence();
        String key = procedure.screens().fields().stream().filter(field -> field.path().equals(silence.by())).map(Field::key).findFirst().orElse("");
        List<Silence> all = new ArrayList<>(List.of(Silence.of("", silence)));
        silence.when().forEach((answer, other) -> all.add(Silence.of(procedure.texts().text(wanted, key + "." + answer), other)));
        return all;
    }

    static Sheet sheet(Wording wording, Request request, Offers.Offered offered, Wanted wanted) {
        Procedure procedure = offered.procedure();
        Header header = procedure.header();
        Offer offer = offered.offer();
        return new Sheet(
                procedure.id(), procedure.title(wanted), own(offered, "summary", wanted), own(offered, "who", wanted), own(offered, "needed", wanted),
                own(offered, "duration", wanted), own(offered, "cost", wanted), own(offered, "more", wanted), header.kind().name().toLowerCase(Locale.ROOT),
                header.link() == null ? "" : header.link(), header.law(), header.channels().stream().map(Header.Channel::code).sorted().toList(),
                wording.service(request.site(), request.language(), offer), offer.text("email"), offer.text("phone"), wanted.simple(),
                procedure.texts().variants().containsKey(wanted.language() + Texts.SIMPLE), header.authority().code(),
                costs(wording, request.site(), offered, wanted), decision(wording, request.site(), request.language(), offer));
    }

    /** Fees that are the same everywhere, unless the commune says in its own words what it costs; and its own tariff. */
    private static List<Cost> costs(Wording wording, Site site, Offers.Offered offered, Wanted wanted) {
        Procedure procedure = offered.procedure();
        boolean said = !offered.offer().text("cost." + wanted.language()).isEmpty();
        Locale language = Locale.forLanguageTag(wanted.language());
        Tariff own = Tariff.of(offered.offer());
        Stream<Cost> tariff = Tariff.lines(procedure, wanted).stream().filter(line -> own.amounts().containsKey(line.key())).map(line -> new Cost(
                line.what(), own.amounts().get(line.key()) == 0 ? wording.text(site, language, "demarches.tariff.free") : own.said(line, language)));
        Stream<Cost> shared = procedure.header().fees().stream().filter(fee -> !said && !fee.tariff()).flatMap(fee -> costs(procedure, fee, wanted));
        return Stream.concat(shared, tariff).toList();
    }

    /** By which decision of its council a commune set its tariff; empty without one. */
    private static String decision(Wording wording, Site site, Locale language, Offer offer) {
        Tariff tariff = Tariff.of(offer);
        return tariff.day() == null ? "" : wording.text(site, language, "demarches.tariff.by", tariff.number(), Wording.date(tariff.day(), language));
    }

    /** One line, or one for each value of the choice that it depends on; what an agent sets has no amount beforehand. */
    private static Stream<Cost> costs(Procedure procedure, Header.Fee fee, Wanted wanted) {
        Locale language = Locale.forLanguageTag(wanted.language());
        String what = procedure.texts().text(wanted, "fee." + fee.name());
        if (fee.by() == null) {
            return Stream.of(new Cost(what, fee.typed() ? "" : Euros.text(fee.cents(), language)));
        }
        return procedure.screens().fields().stream()
                .filter(field -> field.path().equals(fee.by()))
                .flatMap(field -> fee.amounts().entrySet().stream().map(amount -> new Cost(
                        what + ", " + procedure.texts().text(wanted, field.key() + "." + amount.getKey()), Euros.text(amount.getValue(), language))));
    }

    private Response begin(Request request) throws IOException {
        Offers.Offered offered = offers.offered(request.tenant(), request.variable("procedure")).filter(each -> each.procedure().online()).orElseThrow(NotFound::new);
        boolean simple = request.form().value("texte").equals("simple");
        Holder holder = Holder.of(request).orElseGet(Holder::fresh);
        Draft draft = drafts.begin(request.tenant(), offered.procedure(), holder, request.account().orElse(null), simple, request.now());
        return Response.seeOther(Paths.prefix(request) + "/teleservices/formulaire/" + draft.id() + "/1").cookie(holder.cookie());
    }
}
