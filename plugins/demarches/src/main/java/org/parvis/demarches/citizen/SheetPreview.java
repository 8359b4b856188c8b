package org.parvis.demarches.citizen;

import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Wording;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** The sheet of a procedure that nobody offers yet, as the catalogue will show it. */
@Component(service = SheetPreview.class)
public final class SheetPreview {
    private final Wording wording;

    @Activate
    public SheetPreview(@Reference Wording wording) {
        this.wording = wording;
    }

    /**
     * On somebody's site.
     *
     * @param more what the page tells beside the sheet
     */
    public Response of(Request request, Site site, Procedure procedure, boolean simple, Map<String, ?> more) {
        Offers.Offered offered = new Offers.Offered(procedure, Offer.none(procedure.id()));
        Map<String, Object> model = new HashMap<>(more);
        Wanted wanted = Wanted.of(request.language()).simple(simple);
        model.put("sheet", CataloguePages.sheet(wording, request, offered, wanted));
        model.put("reports", false);
        model.put("silences", CataloguePages.silences(procedure, wanted));
        return Response.preview(site, "demarches/sheet", model);
    }
}
