package org.parvis.demarches;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.Documents;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * The acknowledgement of a request: number, date, service, what silence means and from when, how to appeal (CRPA, L112-3, R112-5,
 * R112-11-1).
 */
@Component(service = Receipt.class)
public final class Receipt {
    private final CaseView view;
    private final Offers offers;
    private final Wording wording;
    private final Documents documents;
    private final Charges charges;

    @Activate
    public Receipt(@Reference CaseView view, @Reference Offers offers, @Reference Wording wording, @Reference Documents documents, @Reference Charges charges) {
        this.view = view;
        this.offers = offers;
        this.wording = wording;
        this.documents = documents;
        this.charges = charges;
    }

    /** What a receipt says, on the screen and on paper. */
    public Map<String, Object> model(Site site, Locale language, CaseFile file) {
        Wanted wanted = Wanted.of(language);
        Procedure procedure = view.procedure(file);
        Offer offer = offers.offer(site.id(), file.procedure());
        Instant received = file.receivedAt();
        Map<String, Object> model = new HashMap<>();
        model.put("file", view.facts(site, file, wanted, received));
        model.put("service", wording.service(site, language, offer));
        model.put("contact", wording.contact(site, offer));
        model.put("silence", wording.silence(site, language, view.silence(file), Clocks.of(site.tenant(), view.silence(file), file.clock(), received)));
        model.put("appeal", wording.appeal(site, language, procedure, file.answers()));
        model.put("laws", procedure.header().law());
        model.put("charges", charges.shown(site, procedure, file, wanted));
        return model;
    }

    /** The receipt with all answers, as a PDF file. */
    public byte[] pdf(Site site, Locale language, CaseFile file) {
        Map<String, Object> model = model(site, language, file);
        model.put("parts", view.parts(file, site, Wanted.of(language)));
        String title = wording.text(site, language, "demarches.receipt.title") + " " + file.number();
        return documents.pdf(new Documents.Printed(site, language, title, file.receivedAt(), "demarches/receipt-print", model, Map.of()));
    }
}
