package org.parvis.payments.payfip;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.outbound.Outbound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The three operations of PayFiP's web service: « Guide de mise en œuvre, régies de recettes du secteur local, web service » of the DGFiP (version 19.0,
 * June 2020), chapter 3.5.2; referred to as « guide » here. What of it could not be read was taken from public integrations that name it.
 */
@Component(service = PayfipService.class, configurationPid = "org.parvis.payments.payfip")
public final class PayfipService {
    private static final Logger LOG = LoggerFactory.getLogger(PayfipService.class);
    private static final Outbound.Limits LIMITS = new Outbound.Limits(256 << 10, Duration.ofSeconds(15), 0);

    private final Outbound outbound;
    private final @Nullable URI service;
    private final String page;

    @Activate
    public PayfipService(@Reference Outbound outbound, PayfipConfig config) {
        this(outbound, address(config.service()), config.page());
    }

    PayfipService(Outbound outbound, @Nullable URI service, String page) {
        this.outbound = outbound;
        this.service = service;
        this.page = page;
    }

    /** None when the configuration is wrong: everything else must go on. */
    private static @Nullable URI address(String configured) {
        try {
            return URI.create(configured);
        } catch (IllegalArgumentException malformed) {
            LOG.error("org.parvis.payments.payfip: service is no address; nobody pays online until this is corrected");
            return null;
        }
    }

    /**
     * A payment that PayFiP is asked to prepare.
     *
     * @param numcli the tenant's client number, 6 digits
     * @param exer the year, 4 digits
     * @param refdet our reference, 6 to 30 letters and digits
     * @param objet 100 letters, digits and spaces at most
     * @param montant cents
     * @param mel the payer's e-mail address, 6 to 80 characters
     * @param saisie T, X or W
     */
    record Prepared(
            String numcli, String exer, String refdet, String objet, long montant, String mel, URI urlnotif, URI urlredirect, String saisie) {}

    /** PayFiP names an error in what it was asked. */
    static final class Fault extends IOException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Fault(String code, String words) {
            super("PayFiP " + code + (words.isEmpty() ? "" : ": " + words));
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** {@code creerPaiementSecurise}: the number under which the payment goes on there. */
    String create(Prepared prepared) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("exer", prepared.exer());
        parameters.put("mel", prepared.mel());
        parameters.put("montant", Long.toString(prepared.montant()));
        parameters.put("numcli", prepared.numcli());
        parameters.put("objet", prepared.objet());
        parameters.put("refdet", prepared.refdet());
        parameters.put("saisie", prepared.saisie());
        parameters.put("urlnotif", prepared.urlnotif().toString());
        parameters.put("urlredirect", prepared.urlredirect().toString());
        String idop = call("creerPaiementSecurise", parameters).value("idop");
        if (!idop.matches("[0-9A-Za-z-]{8,64}")) {
            throw new IOException("PayFiP answers without an idOp");
        }
        return idop;
    }

    /** Where the payer goes on: within 15 minutes. */
    URI page(String idop) {
        return URI.create(page + "?idop=" + idop);
    }

    /** {@code recupererDetailPaiementSecurise} (guide, 3.5.2.6): may be asked at any time. */
    SoapMessage.Answer detail(String idop) throws IOException {
        return call("recupererDetailPaiementSecurise", Map.of("idOp", idop));
    }

    /** {@code recupererDetailClient}: the name under which PayFiP knows a client number. */
    String client(String numcli) throws IOException {
        SoapMessage.Answer answer = call("recupererDetailClient", Map.of("numCli", numcli));
        return (answer.value("libellen1") + " " + answer.value("libellen2") + " " + answer.value("libellen3")).strip().replaceAll("\\s+", " ");
    }

    private SoapMessage.Answer call(String operation, Map<String, String> parameters) throws IOException {
        if (service == null) {
            throw new IOException("the address of PayFiP is wrong in the configuration");
        }
        Outbound.Answer answer = outbound.send(
                Outbound.Call.post(service, "text/xml; charset=utf-8", SoapMessage.request(operation, parameters))
                        .header("SOAPAction", "\"\"")
                        .within(LIMITS)
                        .asTheOperatorSays());
        // A fault comes with 500 (SOAP 1.1, 6.2).
        if (answer.status() != 200 && answer.status() != 500) {
            throw new IOException("PayFiP answers " + answer.status());
        }
        SoapMessage.Answer read = SoapMessage.read(answer.body(), operation);
        if (read.fault().equals("FonctionnelleErreur")) {
            String words = read.value("descriptif").isEmpty() ? read.value("libelle") : read.value("descriptif");
            throw new Fault(read.value("code"), words);
        }
        if (!read.fault().isEmpty()) {
            throw new IOException("PayFiP: " + read.fault() + " " + read.value("code"));
        }
        return read;
    }
}
