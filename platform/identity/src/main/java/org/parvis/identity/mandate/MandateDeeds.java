package org.parvis.identity.mandate;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.document.QrCodes;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Handler;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.Pause;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.Throttle;
import org.parvis.identity.mandate.MandateTable.Stored;

/** What is done with a mandate: agreement, receipt, use, end. */
@Component
public final class MandateDeeds implements Routes {
    private final SqlMandates mandates;
    private final MandateDesk desk;
    private final ScopeList scopes;
    private final QrCodes qrCodes;
    private final Throttle throttle;

    @Activate
    public MandateDeeds(
            @Reference Database database, @Reference SqlMandates mandates, @Reference MandateDesk desk, @Reference ScopeList scopes, @Reference QrCodes qrCodes) {
        this.mandates = mandates;
        this.desk = desk;
        this.scopes = scopes;
        this.qrCodes = qrCodes;
        this.throttle = new Throttle(database.of(TenantId.TERRITORY));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                post("/mandats/{id}/accord", this::agree),
                post("/mandats/{id}/code", this::sendAgain),
                post("/mandats/{id}/recu", this::receipt),
                post("/mandats/{id}/utiliser", this::use),
                post("/mandats/{id}/fin", this::end),
                post("/mandat-en-cours/arreter", this::stop));
    }

    private static Route post(String pattern, Handler handler) {
        return Route.deskPost(pattern, handler).requires(MandateDesk.PERMISSION);
    }

    private Response agree(Request request) throws IOException {
        Stored mandate = waiting(request);
        if (mandate.agreement() == Agreement.PAPER) {
            if (!request.form().ticked("signed")) {
                return desk.show(request, mandate, Map.of("errors", List.of(FieldError.of("signed", "identity.mandate.signed.missing")))).status(422);
            }
        } else if (!mandates.isRight(request.tenant(), mandate, request.form().value("code"), request.now())) {
            Stored now = desk.find(request);
            String key = now.attempts() >= SqlMandates.ATTEMPTS ? "identity.mandate.code.used-up" : "identity.mandate.code.wrong";
            return desk.show(request, now, Map.of("errors", List.of(FieldError.of("code", key)))).status(422);
        }
        mandates.agree(request.site(), mandate, request.signedIn(), request.now());
        return Response.seeOther(at(request, mandate) + "?fait=accord");
    }

    private Response sendAgain(Request request) {
        Stored mandate = waiting(request);
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.MANDATE, mandate.mandate().ref(), request.clientAddress(), request.now());
        if (pause.isPresent()) {
            Response page = desk.show(request, mandate, Map.of("errors", List.of(Pause.error("code", pause.get()))));
            return Pause.page(page, pause.get());
        }
        mandates.sendCodeAgain(request.tenant(), mandate, scopes.named(request.tenant(), mandate, Locale.forLanguageTag(mandate.language())));
        return Response.seeOther(at(request, mandate) + "?fait=code");
    }

    /** To be printed, with a link of its own: a form and no page, since the link is made now and cannot be read back. */
    private Response receipt(Request request) {
        Stored mandate = desk.find(request);
        if (mandate.agreed() == null) {
            throw new Conflict("identity.mandate.not-open");
        }
        String link = mandates.printedLink(request.tenant(), mandate);
        return Response.view("identity/mandate-receipt", Map.of(
                "mandate", desk.shown(request, mandate), "link", link, "qr", qrCodes.of(link), "back", MandateDesk.here(request)));
    }

    private Response use(Request request) {
        Stored mandate = desk.find(request);
        if (!mandate.isOpen(request.now())) {
            throw new Conflict("identity.mandate.not-open");
        }
        String session = request.cookie(Sessions.COOKIE).map(SqlSessions::hash).orElseThrow(Forbidden::new);
        mandates.use(request.tenant(), mandate, request.signedIn(), session, request.now());
        return Response.seeOther("/bureau/" + request.site().tenant().slug());
    }

    private Response stop(Request request) {
        mandates.stopUse(request.tenant(), request.signedIn());
        return Response.seeOther(MandateDesk.here(request) + "?fait=arret");
    }

    private Response end(Request request) {
        Stored mandate = desk.find(request);
        mandates.end(request.tenant(), mandate, request.signedIn(), request.now());
        return Response.seeOther(at(request, mandate) + "?fait=fin");
    }

    private Stored waiting(Request request) {
        Stored mandate = desk.find(request);
        if (!mandate.state(request.now()).equals("waiting")) {
            throw new Conflict("identity.mandate.not-waiting");
        }
        return mandate;
    }

    private static String at(Request request, Stored mandate) {
        return MandateDesk.here(request) + "/" + mandate.id();
    }
}
