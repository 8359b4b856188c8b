package org.parvis.demarches.offer;

import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Ways;

/** What a commune does with a shared text that changed: keeps its own words, or takes the shared ones over. */
@Component(service = Routes.class)
public final class OwnWordsDesk implements Routes {
    private final Offers offers;
    private final OwnWords words;

    @Activate
    public OwnWordsDesk(@Reference Offers offers, @Reference OwnWords words) {
        this.offers = offers;
        this.words = words;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.deskPost(OfferDesk.PATH + "/{procedure}/texte", this::decide).requires(Offers.PERMISSION));
    }

    private Response decide(Request request) throws IOException {
        Offer offer = offers.offer(request.tenant(), request.variable("procedure"));
        Form form = request.form();
        OwnWords.Change change = words.of(offer).stream().filter(one -> one.name().equals(form.value("name"))).findFirst().orElseThrow(NotFound::new);
        boolean taken = form.value("choice").equals("take");
        int version = Ways.revision(form, "version");
        offers.decide(request.tenant(), request.signedIn(), offer.at(version), change.name(), taken);
        return AtDesk.done(request, OfferDesk.PATH + "/" + offer.procedure(), taken ? "taken" : "kept");
    }
}
