package org.parvis.demarches;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Transaction;
import org.parvis.api.document.Documents;
import org.parvis.api.geo.Address;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.route.Handler;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.archive.CaseArchive;
import org.parvis.demarches.archive.CasePurge;
import org.parvis.demarches.archive.CaseZip;
import org.parvis.demarches.citizen.AsidePages;
import org.parvis.demarches.citizen.CataloguePages;
import org.parvis.demarches.citizen.CorrectionPages;
import org.parvis.demarches.citizen.FollowPages;
import org.parvis.demarches.citizen.FormPages;
import org.parvis.demarches.citizen.ReceiptPages;
import org.parvis.demarches.cosign.Cosigners;
import org.parvis.demarches.counter.CounterDesk;
import org.parvis.demarches.counter.EnteredDesk;
import org.parvis.demarches.desk.BatchDesk;
import org.parvis.demarches.desk.CaseDesk;
import org.parvis.demarches.desk.CaseExportDesk;
import org.parvis.demarches.desk.CasePage;
import org.parvis.demarches.desk.QueueDesk;
import org.parvis.demarches.known.Known;
import org.parvis.demarches.link.LinkPages;
import org.parvis.demarches.link.Links;
import org.parvis.demarches.link.OpinionDesk;
import org.parvis.demarches.merge.MergeDesk;
import org.parvis.demarches.merge.Merging;
import org.parvis.demarches.offer.OfferDesk;
import org.parvis.demarches.offer.OwnWords;
import org.parvis.demarches.prefill.PrefillDesk;
import org.parvis.demarches.prefill.Prefills;
import org.parvis.demarches.procedure.PackageFiles;
import org.parvis.demarches.reply.Replies;
import org.parvis.demarches.reply.ReplyDesk;
import org.parvis.demarches.report.Reports;
import org.parvis.demarches.rest.CaseEvents;
import org.parvis.demarches.sheet.StatePart;
import org.parvis.demarches.sheet.StateSheets;
import org.parvis.demarches.transfer.Arrivals;
import org.parvis.demarches.transfer.Transfer;
import org.parvis.demarches.transfer.TransferDesk;
import org.parvis.demarches.wiring.CaseLife;
import org.parvis.testkit.FakeClock;
import org.parvis.testkit.FakePayments;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.RecordingEvents;
import org.parvis.testkit.TestDatabase;

/** The plugin on a real database, at a time that a test sets; codes, messages and attachments in memory. */
public final class DemarchesFixture {
    /** A Thursday, 10 h in Paris. */
    public static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
    public static final Site RODEZ = FakeRequestSites.RODEZ;
    public static final Agent WORKER = FakeRequestSites.agent(Role.CASE_WORKER, RODEZ);

    public final TestDatabase database;
    public final RecordingAudit audit = new RecordingAudit();
    public final List<Notification> sent = new ArrayList<>();
    public final Map<FollowUp.Thing, String> codes = new LinkedHashMap<>();
    final Map<String, Long> counted = new LinkedHashMap<>();
    public final List<Documents.Printed> printed = new ArrayList<>();
    public final Pages html = Pages.of("demarches");
    public final RecordingEvents events = new RecordingEvents();
    public final CaseEvents caseEvents = new CaseEvents(events);
    public final Map<String, String> settings = new TreeMap<>();
    public Instant now = NOW;

    public final FollowUp followUp = new Codes(codes);
    public final MemoryAttachments attachments;
    public final Procedures procedures;
    public final Offers offers;
    public final Drafts drafts;
    public final Cases cases;
    public final Handling handling;
    public final CaseView view;
    public final CaseAccess access;
    public final StateSheets sheets;
    public final CataloguePages catalogue;
    public final FormPages form;
    final ReceiptPages receipts;
    public final FollowPages follow;
    final CorrectionPages correction;
    final Letters letters;
    final Wording wording;
    public final Ways ways;
    final Replies replies;
    public final CasePage page;
    public final ReplyDesk replyDesk;
    final EnteredDesk entered;
    final Pieces pieces;
    final CaseZip zip;
    public final Services services;
    final BatchDesk batch;
    public final MergeDesk merge;
    final ServiceDesk serviceDesk;
    final Transfer transfer;
    public final TransferDesk transferDesk;
    public final Arrivals arrivals;
    public final OpinionDesk opinionDesk;
    public final LinkPages linkPages;
    public final Reminders reminders;
    public final QueueDesk queue;
    public final CaseDesk desk;
    public final CaseExportDesk exports;
    public final OfferDesk offerDesk;
    public final CounterDesk counter;
    public final Prefills prefills;
    final AsidePages aside;
    public final Reports reports;
    public final Cosigners cosigners;
    final Satisfaction satisfaction;
    final Known known;
    final FakePayments payments;
    final Charges charges;
    final CaseLife life;
    final ChargeListener chargeListener;
    public List<Address> addresses = List.of();

    final Clock clock = new FakeClock(() -> now);

    public DemarchesFixture(TestDatabase database) {
        this.database = database;
        wording = new Wording(html.themes(), FakePlugins.of("demarches").speaking(html.plugins()), DemarchesFakes.settings(settings));
        attachments = new MemoryAttachments(clock);
        procedures = new Procedures(database.database(), audit, clock);
        offers = new Offers(database.database(), procedures, audit, clock);
        database.listen(procedures);
        database.listen(offers);
        drafts = new Drafts(database.database(), followUp, attachments, this::send);
        Places places = new Places(DemarchesFakes.addresses(() -> addresses));
        reports = new Reports(database.database(), offers, places, audit);
        services = new Services(database.database(), audit);
        InCharge charged = new InCharge(DemarchesFakes.agents(), services);
        InFromOutside outside = new InFromOutside(database.database(), charged, this::send, DemarchesFakes.urls(), wording);
        cosigners = new Cosigners(database.database(), followUp, this::send, audit, caseEvents, outside);
        satisfaction = new Satisfaction(database.database(), this::count);
        known = new Known(database.database());
        payments = new FakePayments(clock);
        charges = new Charges(payments, database.database(), DemarchesFakes.urls(), offers);
        prefills = new Prefills(database.database(), audit, DemarchesFakes.urls());
        life = new CaseLife(prefills, reports, cosigners, charges, outside, caseEvents);
        cases = new Cases(
                database.database(), drafts, offers, followUp, this::send, audit, wording, this::count, DemarchesFakes.mandates(), charges, life);
        handling = new Handling(
                database.database(), procedures, this::send, audit, DemarchesFakes.urls(), this::count, followUp, charges, life);
        FakeTenants tenants = FakeTenants.of(RODEZ, FakeRequestSites.AGEN);
        view = new CaseView(procedures, attachments, wording, tenants);
        access = new CaseAccess(database.database(), followUp, DemarchesFakes.permissions(), handling);
        Receipt receipt = new Receipt(view, offers, wording, this::print, charges);
        letters = new Letters(view, offers, wording, this::print, attachments, database.database());
        Workers workers = new Workers(DemarchesFakes.agents());
        FromAbove above = new FromAbove(tenants, FakePlugins.of("demarches"), offers);
        sheets = new StateSheets(database.database(), clock);
        database.listen(sheets);
        catalogue = new CataloguePages(
                offers, drafts, wording, above, DemarchesFakes.urls(), new StatePart(sheets, offers, DemarchesFakes.richText()));
        form = new FormPages(procedures, drafts, cases, attachments, places, reports, known, new Rates(offers));
        aside = new AsidePages(procedures, drafts);
        ways = new Ways(view, handling, letters);
        zip = new CaseZip(view, this::print, attachments, database.database());
        replies = new Replies(database.database(), view, letters, audit);
        page = new CasePage(cases, view, access, ways, workers, attachments, replies, reports, cosigners, charges, new Rates(offers), services);
        receipts = new ReceiptPages(cases, receipt, followUp);
        follow = new FollowPages(cases, view, handling, drafts, followUp, procedures, satisfaction, cosigners, known, charges);
        correction = new CorrectionPages(follow, view, handling, places);
        queue = new QueueDesk(database.database(), procedures, offers, access, workers, audit, wording, view, services, charges);
        desk = new CaseDesk(cases, page, view, access, handling, ways, DemarchesFakes.agents(), receipt, replies, outside);
        exports = new CaseExportDesk(cases, page, view, handling, zip, wording);
        replyDesk = new ReplyDesk(replies, procedures, access);
        entered = new EnteredDesk(database.database(), procedures, cases, page, access, handling, view);
        pieces = new Pieces(attachments, access);
        Links links = new Links(database.database(), audit, DemarchesFakes.urls(), procedures, outside);
        batch = new BatchDesk(cases, view, access, handling, ways, workers, DemarchesFakes.agents());
        merge = new MergeDesk(
                cases, page, view, access, handling,
                new Merging(database.database(), procedures, this::send, audit, DemarchesFakes.urls(), this::count, life));
        serviceDesk = new ServiceDesk(services, workers);
        transfer = new Transfer(
                database.database(), procedures, this::send, audit, DemarchesFakes.urls(), this::count, links, letters, this::print, wording, life);
        transferDesk = new TransferDesk(database.database(), page, view, transfer, services, tenants, FakePlugins.of("demarches"));
        arrivals = new Arrivals(database.database(), tenants, procedures, cases, attachments, this::send, audit, clock, life);
        opinionDesk = new OpinionDesk(database.database(), page, view, links, this::send, audit);
        linkPages = new LinkPages(links, cases, view, attachments, wording, zip);
        reminders = new Reminders(database.database(), tenants, procedures, charged, this::send, DemarchesFakes.urls(), wording);
        chargeListener = new ChargeListener(database.database(), access, new PaidNotice(tenants, procedures, outside));
        offerDesk = new OfferDesk(procedures, offers, new OwnWords(procedures), above);
        counter = new CounterDesk(procedures, offers, drafts, cases, receipt, attachments, DemarchesFakes.mandates(), new PrefillDesk(prefills));
        shipped().values().forEach(files -> procedures.install(files, "shipped", null));
    }

    public static Map<String, Map<String, byte[]>> shipped() {
        Map<String, Map<String, byte[]>> all = new TreeMap<>();
        try (Stream<Path> folders = Files.list(Path.of("src/main/resources/plugin/procedures"))) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                all.put(folder.getFileName().toString(), new TreeMap<>(PackageFiles.folder(folder)));
            }
        } catch (IOException | PackageFiles.Unreadable e) {
            throw new IllegalStateException(e);
        }
        // Tests count versions of this one, whatever it has come to.
        all.get("saisine").computeIfPresent("procedure.yaml", (file, text) ->
                new String(text, StandardCharsets.UTF_8).replaceFirst("(?m)^version: .*$", "version: 1").getBytes(StandardCharsets.UTF_8));
        return all;
    }

    /** Of closed files that are erased; archives go into a folder. */
    public CasePurge purge(Path archives) {
        return new CasePurge(drafts, followUp, new CaseArchive(procedures, FakeTenants.of(RODEZ, FakeRequestSites.AGEN), zip, audit, archives), life);
    }

    public void offer(Site site, String procedure) {
        Offer before = offers.offer(site.id(), procedure);
        offers.save(site.id(), WORKER, new Offer(procedure, true, Map.of("email", "mairie@example.org"), before.version()));
    }

    private void send(Transaction transaction, Collection<Notification> notifications) {
        sent.addAll(notifications);
    }

    private void count(TenantId tenant, String counter, String part, long amount) {
        counted.merge(counter + "." + part, amount, Long::sum);
    }

    private byte[] print(Documents.Printed document) {
        printed.add(document);
        Pages.of("demarches").html(document.template(), DemarchesFakes.withLetterhead(document), document.site(), document.language());
        return ("%PDF " + document.title()).getBytes(StandardCharsets.UTF_8);
    }

    public static Response answer(Routes routes, String method, String pattern, FakeRequest request) throws Exception {
        Handler handler = routes.routes().stream()
                .filter(route -> route.pattern().equals(pattern) && route.method().equals(method))
                .findFirst().orElseThrow().handler();
        return handler.handle(request);
    }

    public String page(Response response) {
        return html.html(response, RODEZ);
    }
}
