package org.parvis.payments.payfip;

import java.io.IOException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentMeans;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;
import org.parvis.payments.payfip.PayfipSettings.Chosen;

/** Paying by card or direct debit with PayFiP. */
@Component(service = PaymentMeans.class)
public final class PayfipMeans implements PaymentMeans {
    static final String CODE = "payfip";
    /** 1 euro at least; the service has eleven digits for the amount, and public integrations stop at 99 999.99 euros. */
    static final long LEAST = 100;
    static final long MOST = 9_999_999;
    /** So long after its creation can the payer enter the page. */
    private static final Duration ENTRY = Duration.ofMinutes(15);
    /** Who has entered by then is given as long again to finish. */
    private static final Duration SETTLED = Duration.ofMinutes(30);
    private static final int LONGEST_OBJECT = 100;
    private static final int LONGEST_ADDRESS = 250;
    /** Dates and times of the service are those of Paris. */
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter MOVED = DateTimeFormatter.ofPattern("ddMMyyyyHHmm");

    private final PayfipService service;
    private final Settings settings;
    private final Clock clock;

    @Activate
    public PayfipMeans(@Reference PayfipService service, @Reference Settings settings, @Reference Clock clock) {
        this.service = service;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean ready(TenantId tenant) {
        return chosen(tenant).filter(chosen -> chosen.saisie().equals("W")).isPresent();
    }

    /** In test and activation no money of the public moves: they are for the trials of the back office alone. */
    @Override
    public boolean takes(Payment payment) {
        boolean trial = payment.order().plugin().equals("payments");
        return payment.order().cents() >= LEAST && payment.order().cents() <= MOST
                && chosen(payment.tenant()).filter(chosen -> chosen.saisie().equals("W") != trial).isPresent();
    }

    private Optional<Chosen> chosen(TenantId tenant) {
        return PayfipSettings.of(settings.of(tenant));
    }

    @Override
    public Opened open(Attempt attempt) throws IOException {
        Chosen chosen = chosen(attempt.payment().tenant()).orElseThrow(() -> new Refused("PayFiP is not set up"));
        if (attempt.email().length() < 6 || attempt.email().length() > 80
                || attempt.back().toString().length() > LONGEST_ADDRESS || attempt.notified().toString().length() > LONGEST_ADDRESS) {
            throw new Refused("an address is too long for PayFiP");
        }
        int exer = LocalDate.ofInstant(attempt.begun(), PARIS).getYear();
        try {
            String idop = service.create(new PayfipService.Prepared(
                    chosen.client(), Integer.toString(exer), attempt.reference(), object(attempt.payment().order().object()), attempt.payment().order().cents(),
                    attempt.email(), attempt.notified(), attempt.back(), chosen.saisie()));
            return new Opened(
                    service.page(idop), idop, attempt.begun().plus(ENTRY), attempt.begun().plus(SETTLED), chosen.client() + " " + chosen.saisie());
        } catch (PayfipService.Fault fault) {
            throw new Refused(fault.getMessage());
        }
    }

    /** Letters, digits and spaces are what all versions of the guide allow. */
    static String object(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").replaceAll("[^A-Za-z0-9]+", " ").strip();
        return plain.substring(0, Math.min(plain.length(), LONGEST_OBJECT)).strip();
    }

    @Override
    public Standing ask(Attempt attempt) throws IOException {
        String idop = attempt.providerReference() == null ? "" : attempt.providerReference();
        SoapMessage.Answer answer;
        try {
            answer = service.detail(idop);
        } catch (PayfipService.Fault fault) {
            return unknown(attempt, fault);
        }
        boolean same = answer.value("idop").equals(idop) && answer.value("refdet").equals(attempt.reference())
                && answer.value("montant").equals(Long.toString(attempt.payment().order().cents()))
                && (answer.value("numcli") + " " + answer.value("saisie")).equals(attempt.terms());
        if (!same) {
            throw new IOException("PayFiP does not answer about the payment that it was asked for");
        }
        String detail = (answer.value("resultrans") + " " + answer.value("numauto")).strip();
        // Result of the transaction (guide, 3.5.2.6): paid by card, by debit; refused card, debit; abandoned.
        return switch (answer.value("resultrans")) {
            case "P", "V" -> new Standing(Outcome.PAID, detail, moved(answer));
            case "R", "Z" -> new Standing(Outcome.REFUSED, detail, null);
            case "A" -> new Standing(Outcome.ABANDONED, detail, null);
            default -> throw new IOException("PayFiP answers with a result that is not known");
        };
    }

    /** P5: the result is not known yet; P1: there is no such number, because nobody reached the bank before the night (guide, 3.5.2.6). */
    private Standing unknown(Attempt attempt, PayfipService.Fault fault) throws PayfipService.Fault {
        return switch (fault.code()) {
            case "P5" -> Standing.of(Outcome.OPEN);
            case "P1" -> clock.instant().isBefore(attempt.begun().plus(ENTRY)) ? Standing.of(Outcome.OPEN) : Standing.of(Outcome.GONE);
            default -> throw fault;
        };
    }

    private static @Nullable Instant moved(SoapMessage.Answer answer) {
        try {
            return LocalDateTime.parse(answer.value("dattrans") + answer.value("heurtrans"), MOVED).atZone(PARIS).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
