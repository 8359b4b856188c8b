package org.parvis.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.parvis.api.data.Transaction;
import org.parvis.api.desk.DayItems;
import org.parvis.api.document.Documents;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.api.outbound.Outbound;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentListener;
import org.parvis.api.payment.PaymentOrder;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeClock;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.FakeUrls;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** The module on a real database, with a service that asks for payments. */
public final class PaymentsTown {
    /** A Thursday, 10 h in Paris. */
    public static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
    public static final Site RODEZ = FakeRequestSites.RODEZ;
    public static final Agent ACCOUNTANT = FakeRequestSites.agent(Role.ACCOUNTANT, RODEZ);
    public static final Agent WORKER = FakeRequestSites.agent(Role.CASE_WORKER, RODEZ);

    public final TestDatabase database;
    public final RecordingAudit audit = new RecordingAudit();
    public final List<Notification> sent = new ArrayList<>();
    public final List<String> told = new ArrayList<>();
    public final List<Documents.Printed> printed = new ArrayList<>();
    public final FakePlugins plugins = FakePlugins.of("payments");
    public final Ledger ledger;
    public final Online online;
    final Counter counter;
    final Access access;
    final PaymentDesk desk;
    final JournalDesk journal;
    final RefundDesk refunds;
    public final PaymentPages pages;
    final SettleJob job;
    public Instant now = NOW;
    private final Pages html = Pages.of("payments");

    public PaymentsTown(TestDatabase database) {
        this.database = database;
        plugins.speaking(html.plugins());
        plugins.add(new Hall());
        PaidMail mail = new PaidMail(this::send, FakeTenants.of(RODEZ, FakeRequestSites.AGEN), new FakeUrls(), html.themes(), plugins);
        ledger = new Ledger(database.database(), plugins, mail, new FakeClock(() -> now));
        counter = new Counter(ledger, audit);
        online = new Online(ledger, new FakeUrls(), audit);
        access = new Access(permissions(), ledger);
        ReceiptPdf pdf = new ReceiptPdf(this::print, html.themes(), plugins);
        desk = new PaymentDesk(ledger, counter, access, online, pdf);
        journal = new JournalDesk(ledger, audit, html.themes(), plugins);
        refunds = new RefundDesk(ledger, access, new Refunds(ledger, counter, mail));
        pages = new PaymentPages(ledger, online, pdf);
        job = new SettleJob(database.database(), FakeTenants.of(RODEZ, FakeRequestSites.AGEN), ledger, online);
    }

    /** A service that rents a hall; case workers of that have to do with its payments. */
    private final class Hall implements PaymentListener {
        @Override
        public String plugin() {
            return "hall";
        }

        @Override
        public void changed(Transaction transaction, Payment payment) {
            told.add(payment.order().key() + " " + payment.state());
        }

        @Override
        public void refunded(Transaction transaction, Payment payment, long cents, Instant moment) {
            told.add(payment.order().key() + " refunded " + cents);
        }

        @Override
        public boolean mayCollect(Agent agent, Payment payment) {
            return agent.holds(Role.CASE_WORKER, payment.tenant(), "hall");
        }

        @Override
        public Optional<String> deskPath(Payment payment) {
            return Optional.of("/salles/42");
        }
    }

    private static Permissions permissions() {
        return new Permissions() {
            @Override
            public boolean may(Agent agent, String permission, TenantId tenant) {
                return agent.roles(tenant).contains(Role.ACCOUNTANT) || agent.roles(tenant).contains(Role.CASE_WORKER) && permission.equals(Access.COLLECT);
            }

            @Override
            public boolean mayRead(Agent agent, String permission, TenantId tenant) {
                return may(agent, permission, tenant) || agent.roles(tenant).contains(Role.AUDITOR);
            }
        };
    }

    private void send(Transaction transaction, Collection<Notification> notifications) {
        sent.addAll(notifications);
    }

    private byte[] print(Documents.Printed document) {
        printed.add(document);
        Map<String, Object> model = new TreeMap<>(document.model());
        model.put("letterhead", Map.of("color", "#003a75", "lines", List.of(), "name", "Mairie", "logo", false));
        model.put("document", Map.of("title", document.title(), "made", document.made()));
        return html.html(document.template(), model, document.site(), document.language()).getBytes(StandardCharsets.UTF_8);
    }

    public Payment ask(String key, long cents) {
        return ask(new PaymentOrder(key, cents, "Location de la salle des fêtes", new Payer("Yvonne Yver", "y@example.org", null, Locale.FRENCH), "/salles/42", null));
    }

    public Payment ask(PaymentOrder order) {
        return database.database().of(RODEZ.id()).call(transaction -> ledger.ask(transaction, order));
    }

    public PaymentState state(Payment payment) {
        return ledger.byId(database.database().of(RODEZ.id()), payment.id()).orElseThrow().state();
    }

    public String token(Payment payment) {
        return payment.path().substring("/paiement/".length());
    }

    /** An attempt to pay, as tests of other packages see it. */
    public record Tried(String idop, String reference, String detail, String paidOn, boolean twice) {}

    public List<Tried> attempts(Payment payment) {
        return AttemptTable.of(database.database().of(RODEZ.id()), payment.id()).stream()
                .map(one -> new Tried(String.valueOf(one.providerReference()), one.reference(), one.detail(), String.valueOf(one.paidOn()), one.twice()))
                .toList();
    }

    public void settle(Instant moment) {
        now = moment;
        job.run(moment);
    }

    public static Response answer(Routes routes, String method, String pattern, FakeRequest request) throws Exception {
        return routes.routes().stream()
                .filter(route -> route.pattern().equals(pattern) && route.method().equals(method))
                .findFirst().orElseThrow().handler().handle(request);
    }

    public Response show(Payment payment, Instant moment) throws Exception {
        return answer(pages, "GET", "/paiement/{token}", FakeRequest.get("/paiement").with("token", token(payment)).at(moment));
    }

    public Response post(Payment payment, String what, FakeRequest request) throws Exception {
        return answer(pages, "POST", "/paiement/{token}/" + what, request.with("token", token(payment)));
    }

    /** What an accountant is told in « Ma journée ». */
    public void take(Payment payment, Instant moment) {
        counter.take(RODEZ, payment.id(), new Counter.Taken("cash", "Zoé Zola", ""), ACCOUNTANT, moment);
    }

    public void takeBack(Payment payment, Instant moment) {
        counter.cancel(RODEZ, ReceiptTable.of(database.database().of(RODEZ.id()), payment.id()).get(0).id(), "Rendu", ACCOUNTANT, moment);
    }

    public List<String> twiceInTheDay() {
        return new TwiceDay(database.database()).items(new DayItems.Asked(ACCOUNTANT, Set.of(RODEZ.id()), now, 10)).stream().map(DayItems.Item::title).toList();
    }

    /** An accountant says so of what came twice, with two clicks. */
    public void giveBack(Payment payment) throws Exception {
        for (AttemptTable.Attempt attempt : AttemptTable.of(database.database().of(RODEZ.id()), payment.id())) {
            FakeRequest request = FakeRequest.post("/").with("id", payment.id().toString()).as(ACCOUNTANT).field("attempt", attempt.id().toString());
            assertThat(deskPage(answer(desk, "GET", "/paiements/{id}", FakeRequest.get("/").with("id", payment.id().toString()).as(ACCOUNTANT)))).contains("Reçu en double");
            answer(desk, "POST", "/paiements/{id}/rembourse", request);
            answer(desk, "POST", "/paiements/{id}/rembourse", request);
        }
    }

    public String page(Response response) {
        return html.html(response, RODEZ);
    }

    public String deskPage(Response response) {
        return Pages.of("payments").desk().html(response, RODEZ);
    }

    /** Reaches loopback; as impatient as a test wants it. */
    public static Outbound wayOut(Supplier<Duration> patience) {
        return call -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(call.address()).timeout(patience.get())
                    .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(request::header);
            try {
                HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new Outbound.Answer(response.statusCode(), call.address(), response.headers().map(), response.body());
            } catch (HttpTimeoutException late) {
                throw new IOException("timeout");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        };
    }
}
