package org.parvis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parvis.api.document.PdfText;
import org.parvis.api.document.PdfTexts;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.stats.Series;
import org.parvis.api.stats.StatisticsSource;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Frame;
import org.parvis.api.view.FrameSource;
import org.parvis.documents.Workers;
import org.parvis.documents.pdf.PrintedDocuments;
import org.parvis.documents.text.ExtractedTexts;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

class StatsDeskTest {
    private static final FrameSource FRAME = new FrameSource() {
        @Override
        public boolean desk() {
            return false;
        }

        @Override
        public Frame frame(Asked asked) {
            return new Frame(Map.of("frame", Map.of("title", "Rodez", "contact", Map.of("name", "Mairie de Rodez"))), Set.of(), null);
        }
    };

    /** Sold by channel; how content people were; how long they waited. */
    private static final StatisticsSource SHOP = () -> List.of(
            Series.counted("shop.stats.sold"), Series.countedShare("shop.stats.content", "yes"),
            Series.meanHours("shop.stats.wait", (tenants, from, until) -> from.equals(Instant.parse("2026-03-31T22:00:00Z"))
                    ? Map.of(Series.AMOUNT, 36L, Series.NUMBER, 8L) : Map.of()));

    /** Its parts have no messages: it knows their names. */
    private static final StatisticsSource NAMED = new StatisticsSource() {
        @Override
        public List<Series> series() {
            return List.of(Series.counted("shop.stats.content"));
        }

        @Override
        public Optional<String> name(Series series, String part, Locale language) {
            return part.equals("yes") ? Optional.of("Contents, en " + language.getLanguage()) : Optional.empty();
        }
    };

    private final Pages pages = Pages.of("stats").desk();
    private final FakePlugins plugins = FakePlugins.of("shop", SHOP, FRAME).speaking(pages.plugins());

    private StatsDesk desk(Node node) {
        return desk(node, plugins);
    }

    private StatsDesk desk(Node node, FakePlugins plugins) {
        FakeTenants tenants = FakeTenants.of(Node.RODEZ, Node.AGEN);
        return new StatsDesk(
                new Figures(node.database, plugins, tenants, node.clock()),
                new PrintedDocuments(pages.renderer(), plugins, (tenant, id, widest) -> Optional.empty(), new Workers()), tenants, plugins, pages.themes());
    }

    private static Response get(StatsDesk desk, String path, Site site, Agent agent, String... query) throws Exception {
        Route route = desk.routes().stream().filter(one -> one.pattern().equals("/statistiques" + path)).findFirst().orElseThrow();
        assertThat(route.permission()).isEqualTo("stats.read");
        FakeRequest request = FakeRequest.get("/statistiques" + path).on(site).as(agent);
        for (int i = 0; i < query.length; i += 2) {
            request.query(query[i], query[i + 1]);
        }
        return route.handler().handle(request);
    }

    private static Agent editor() {
        return FakeRequestSites.agent(Role.EDITOR, Node.RODEZ);
    }

    private static Node counted(TestDatabase test) {
        Node node = new Node(test.database());
        for (int i = 0; i < 4; i++) {
            node.at("2025-05-10T10:00:00Z").visit(Node.RODEZ, "/");
        }
        for (int i = 0; i < 7; i++) {
            node.at("2026-06-02T10:00:00Z").visit(Node.RODEZ, "/actualites/x");
        }
        node.counts.viewed(Node.view(Node.RODEZ, "/", Node.IPHONE, null));
        node.visit(Node.AGEN, "/agen-seulement");
        node.counts.add(Node.RODEZ.id(), "shop.stats.sold", "web", 3);
        node.counts.add(Node.RODEZ.id(), "shop.stats.sold", "counter", 2);
        node.counts.add(Node.RODEZ.id(), "shop.stats.content", "yes", 3);
        node.counts.add(Node.RODEZ.id(), "shop.stats.content", "no", 1);
        for (int i = 0; i < 3; i++) {
            node.counts.searchedInVain(Node.RODEZ.id(), "patinoire", Node.FIREFOX);
        }
        node.at("2026-06-15T08:00:00Z").counts.write();
        return node;
    }

    private static String text(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    @OnBothDatabases
    void aPartIsNamedAsItsSourceSaysElseByAMessage(TestDatabase test) throws Exception {
        StatsDesk desk = desk(counted(test), FakePlugins.of("shop", NAMED, FRAME).speaking(pages.plugins()));
        assertThat(pages.html(get(desk, "", Node.RODEZ, editor()), Node.RODEZ)).contains(">Contents, en fr<", ">shop.stats.content.no<");
        assertThat(text(get(desk, "/chiffres.csv", Node.RODEZ, editor()))).contains("Contents, en fr").contains("shop.stats.content.no");
    }

    @OnBothDatabases
    void aQuarterIsShownBesideTheSameOfTheYearBefore(TestDatabase test) throws Exception {
        String html = pages.html(get(desk(counted(test)), "", Node.RODEZ, editor()), Node.RODEZ);
        // 8 visits, 4 a year before; 1 telephone of 8.
        assertThat(html).contains("2e trimestre 2026", ">8</dd>", "4 un an avant (+100", "13", "/actualites", "patinoire", "<svg", "2e trimestre 2025")
                .contains("Cette période n’est pas terminée").doesNotContain("agen-seulement").doesNotContain(">stats.").doesNotContain("Par collectivité");
        // 3 + 2 sold; 3 of 4 content; 36 h by 8.
        assertThat(html).contains("chart__value\">5<", "chart__value\">75", "4,5\u00a0h");
        String alone = pages.html(get(desk(counted(test)), "", Node.RODEZ, editor(), "comparer", "non"), Node.RODEZ);
        assertThat(alone).doesNotContain("un an avant").contains("Comparer à l’année précédente");
    }

    @OnBothDatabases
    void aMonthIsShownByDayAndWhatMakesNoSenseBecomesThePresent(TestDatabase test) throws Exception {
        StatsDesk desk = desk(counted(test));
        String month = pages.html(get(desk, "", Node.RODEZ, editor(), "periode", "mois", "debut", "2026-06"), Node.RODEZ);
        assertThat(month).contains("juin 2026", "<th scope=\"row\">2 juin</th>", "<th scope=\"row\">30 juin</th>");
        for (String wrong : List.of("2031-01", "x", "0001-01")) {
            assertThat(pages.html(get(desk, "", Node.RODEZ, editor(), "periode", "siecle", "debut", wrong), Node.RODEZ)).contains("2e trimestre 2026");
        }
        assertThat(pages.html(get(desk, "", Node.RODEZ, editor(), "periode", "annee", "debut", "2024-03"), Node.RODEZ))
                .contains("Année 2024", "Rien n’a été compté pendant cette période", "debut=2025-01");
    }

    @OnBothDatabases
    void operatorsSeeAllTenantsTogetherAndNobodyElseDoes(TestDatabase test) throws Exception {
        StatsDesk desk = desk(counted(test));
        String whole = pages.html(get(desk, "", FakeRequestSites.TERRITORY, FakeRequestSites.operator()), FakeRequestSites.TERRITORY);
        assertThat(whole).contains(">9</dd>", "Par collectivité", ">Rodez</a>", "Agen-d");
        Agent ofThePortal = FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.TERRITORY);
        assertThat(pages.html(get(desk, "", FakeRequestSites.TERRITORY, ofThePortal), FakeRequestSites.TERRITORY))
                .contains(">0</dd>").doesNotContain("Par collectivité").doesNotContain("patinoire");
        assertThat(text(get(desk, "/chiffres.csv", FakeRequestSites.TERRITORY, FakeRequestSites.operator()))).contains("Visites par collectivité;Rodez;2e trimestre 2026;8");
    }

    @OnBothDatabases
    void theFiguresAreACsvFile(TestDatabase test) throws Exception {
        Response response = get(desk(counted(test)), "/chiffres.csv", Node.RODEZ, editor(), "periode", "trimestre", "debut", "2026-04");
        assertThat(response.headers()).containsEntry("Content-Disposition", "attachment; filename=\"statistiques-rodez-2026-04-trimestre.csv\"");
        assertThat(text(response)).startsWith("\uFEFFIndicateur;Détail;Période;Valeur\r\n").contains(
                "Visites;ordinateur ou tablette;2026-06;7\r\n", "Visites;téléphone;2026-06;1\r\n", "Pages vues;/actualites;2026-06;7\r\n",
                "Recherches restées sans résultat;patinoire;2026-06;3\r\n", "shop.stats.sold;;2026-06;5\r\n", "shop.stats.sold;shop.stats.sold.web;2026-06;3\r\n")
                .doesNotContain("agen", "2026-07");
    }

    @OnBothDatabases
    void theReportForTheMayorHasOnePageWithTextThatCanBeRead(TestDatabase test) throws Exception {
        Node node = counted(test);
        for (int i = 0; i < 60; i++) {
            node.visit(Node.RODEZ, "/rubrique-" + i % 12);
            node.counts.searchedInVain(Node.RODEZ.id(), "recherche restée vaine " + (char) ('a' + i % 12), Node.FIREFOX);
        }
        node.counts.write();
        plugins.add((StatisticsSource) () -> List.of("a", "b", "c", "d").stream().map(name -> Series.counted("shop.stats.nombre.de.choses.assez.long." + name)).toList());
        Response response = get(desk(node), "/rapport.pdf", Node.RODEZ, editor(), "debut", "2026-05");
        Response.Bytes pdf = (Response.Bytes) response.content();
        assertThat(pdf.type()).isEqualTo("application/pdf");
        PdfText read = new ExtractedTexts(new Workers()).read(new ByteArrayInputStream(pdf.bytes()), PdfTexts.Limits.DEFAULT);
        assertThat(read.pages()).isEqualTo(1);
        assertThat(read.tagged()).isTrue();
        assertThat(read.text()).contains("Le site au 2e trimestre 2026", "Visites", "juin 2026", "/actualites", "recherche restée vaine a", "Mairie de Rodez");
    }
}
