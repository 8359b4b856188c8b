package org.parvis.demarches.offer;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.FromAbove;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;

/** Where a commune says whether its catalogue shows a procedure of its EPCI. */
@Component(service = Routes.class)
public final class FromAboveDesk implements Routes {
    private final Offers offers;
    private final FromAbove above;

    @Activate
    public FromAboveDesk(@Reference Offers offers, @Reference FromAbove above) {
        this.offers = offers;
        this.above = above;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.deskPost(OfferDesk.PATH + "/{procedure}/intercommunale", this::choose).requires(Offers.PERMISSION));
    }

    private Response choose(Request request) throws IOException {
        String id = request.variable("procedure");
        if (above.all(request.tenant()).stream().noneMatch(shared -> shared.id().equals(id))) {
            throw new NotFound();
        }
        Offer before = offers.offer(request.tenant(), id);
        boolean hidden = request.form().value("choice").equals("hide");
        Map<String, String> texts = new HashMap<>(before.texts());
        texts.remove(Offer.HIDDEN);
        if (hidden) {
            texts.put(Offer.HIDDEN, Offer.YES);
        }
        offers.save(request.tenant(), request.signedIn(), new Offer(id, before.offered(), texts, before.version()));
        return AtDesk.done(request, OfferDesk.PATH, hidden ? "hidden" : "shown");
    }
}
