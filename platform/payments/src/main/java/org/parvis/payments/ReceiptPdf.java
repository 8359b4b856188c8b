package org.parvis.payments;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.Documents;
import org.parvis.api.payment.Euros;
import org.parvis.api.payment.Payment;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Themes;
import org.parvis.payments.ReceiptTable.Receipt;

/** The receipt as a document: numbered for the counter, under the payment's reference for what was paid online. */
@Component(service = ReceiptPdf.class)
public final class ReceiptPdf {
    private final Documents documents;
    private final Themes themes;
    private final Plugins plugins;

    @Activate
    public ReceiptPdf(@Reference Documents documents, @Reference Themes themes, @Reference Plugins plugins) {
        this.documents = documents;
        this.themes = themes;
        this.plugins = plugins;
    }

    /** What is printed. */
    public record Slip(
            String number, String reference, String object, String amount, String payer, String means, String note, Instant paid, String agent,
            boolean cancelled, String reason) {}

    Response counter(Site site, Locale language, Payment payment, Receipt receipt) {
        return made(site, language, new Slip(
                receipt.shown(), payment.reference(), payment.order().object(), Euros.text(receipt.cents(), language), receipt.payer(), receipt.means(),
                receipt.note(), receipt.taken(), receipt.agentName(), receipt.cancelled() != null, Optional.ofNullable(receipt.reason()).orElse("")));
    }

    Response online(Site site, Locale language, Payment payment) {
        return made(site, language, new Slip(
                "", payment.reference(), payment.order().object(), Euros.text(payment.order().cents(), language), payment.order().payer().name(),
                Optional.ofNullable(payment.means()).orElse(""), "", payment.changed(), "", false, ""));
    }

    private Response made(Site site, Locale language, Slip slip) {
        String title = themes.text(site.look().theme(), plugins.of(site.id()), language, "payments.receipt.title")
                + " " + (slip.number().isEmpty() ? slip.reference() : slip.number());
        Map<String, Object> model = new HashMap<>(Map.of("slip", slip));
        byte[] pdf = documents.pdf(new Documents.Printed(site, language, title, slip.paid(), "payments/receipt-print", model, Map.of()));
        String name = slip.number().isEmpty() ? slip.reference() : slip.number();
        return Response.bytes("application/pdf", pdf).header("Content-Disposition", "inline; filename=\"recu-" + name + ".pdf\"");
    }
}
