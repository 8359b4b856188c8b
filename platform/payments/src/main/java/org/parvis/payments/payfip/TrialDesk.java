package org.parvis.payments.payfip;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.identity.Agent;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentOrder;
import org.parvis.api.payment.Payments;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Reach;
import org.parvis.payments.payfip.PayfipSettings.Chosen;

/**
 * What is set up for PayFiP, whether PayFiP knows the client number, and a payment of one euro to try it. The territory has none: each
 * commune has its own client number.
 */
@Component(service = {Routes.class, DeskMenu.class})
public final class TrialDesk implements Routes, DeskMenu {
    private static final String PATH = "/paiements-essai";
    private static final String PERMISSION = "payments.settings";
    private static final long ONE_EURO = 100;

    private final PayfipService service;
    private final Settings settings;
    private final Payments payments;
    private final Database database;
    private final PublicUrls urls;
    private final Audit audit;

    @Activate
    public TrialDesk(
            @Reference PayfipService service, @Reference Settings settings, @Reference Payments payments, @Reference Database database,
            @Reference PublicUrls urls, @Reference Audit audit) {
        this.service = service;
        this.settings = settings;
        this.payments = payments;
        this.database = database;
        this.urls = urls;
        this.audit = audit;
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("payments.trial.title", PATH, PERMISSION, Group.SETTINGS, "check", 71).in(Reach.MEMBERS));
    }

    @Override
    public List<Route> routes() {
        return Stream.of(
                        Route.deskGet(PATH, request -> page(request, Map.of())),
                        Route.deskPost(PATH + "/client", this::client),
                        Route.deskPost(PATH + "/essayer", this::attempt))
                .map(route -> route.requires(PERMISSION).in(Reach.MEMBERS))
                .toList();
    }

    private Optional<Chosen> chosen(Request request) {
        return PayfipSettings.of(settings.of(request.tenant()));
    }

    private Response page(Request request, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("saisie", chosen(request).map(Chosen::saisie).orElse(""));
        model.put("client", chosen(request).map(Chosen::client).orElse(""));
        model.put("settings", "/bureau/" + request.site().tenant().slug() + "/reglages-service/paiement");
        return Response.view("payments/desk-trial", model);
    }

    private Response client(Request request) {
        Chosen chosen = chosen(request).orElseThrow(() -> new Conflict("payments.error.unset"));
        try {
            return page(request, Map.of("known", service.client(chosen.client())));
        } catch (PayfipService.Fault fault) {
            return page(request, Map.of("unknown", fault.getMessage())).status(422);
        } catch (IOException away) {
            return page(request, Map.of("away", true)).status(503);
        }
    }

    private Response attempt(Request request) {
        chosen(request).filter(set -> !set.saisie().equals("W")).orElseThrow(() -> new Conflict("payments.error.unset"));
        Agent agent = request.signedIn();
        Payment payment = database.of(request.tenant()).call(transaction -> {
            Payment asked = payments.ask(transaction, new PaymentOrder(
                    "payments:" + Ids.next(), ONE_EURO, "Essai PayFiP", new Payer(agent.name(), agent.email(), null, Locale.FRENCH), "/",
                    request.now().plusSeconds(86_400)));
            audit.record(transaction, AuditEntry.by(agent, "payments.trial", asked.id().toString()).detail(asked.reference()));
            return asked;
        });
        // A link, and no redirect: the page is on the commune's host, where no form of the back office may lead.
        return page(request, Map.of("begun", urls.of(request.site(), payment.path())));
    }
}
