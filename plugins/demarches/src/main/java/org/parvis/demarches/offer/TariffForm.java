package org.parvis.demarches.offer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalLong;
import org.parvis.api.payment.Euros;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Tariff;
import org.parvis.demarches.Ways;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** The part of the form of an offer in which a commune sets its tariff. */
final class TariffForm {
    private static final int LONGEST = 40;

    private TariffForm() {}

    /** As it is typed again. */
    static void fill(Offer offer, Map<String, Object> typed) {
        Tariff.of(offer).amounts().forEach((key, cents) -> typed.put(Tariff.AMOUNT + key, BigDecimal.valueOf(cents, 2).toPlainString().replace('.', ',')));
    }

    /** Amounts as cents, with the decision that set them; a tariff without one is refused, as only the council can set it (CGCT, L2121-29). */
    static void read(Procedure procedure, Form form, Fields fields, LocalDate today, Map<String, String> texts) {
        boolean some = false;
        for (Tariff.Line line : Tariff.lines(procedure, new Wanted("fr", false))) {
            String name = Tariff.AMOUNT + line.key();
            String typed = form.value(name);
            OptionalLong cents = Euros.cents(typed);
            if (!typed.isBlank() && (cents.isEmpty() || cents.getAsLong() > Header.Fee.MOST_CENTS)) {
                fields.wrong(name, "demarches.tariff.wrong");
            } else if (!typed.isBlank()) {
                texts.put(name, Long.toString(cents.getAsLong()));
                line.units().stream().map(unit -> Tariff.PER + line.key() + "." + unit.name()).filter(form::ticked).forEach(unit -> texts.put(unit, Offer.YES));
            }
            some = some || !typed.isBlank();
        }
        if (!some) {
            return;
        }
        String number = fields.text(Tariff.NUMBER, LONGEST);
        LocalDate day = Ways.day(form.value(Tariff.DAY));
        if (number.isEmpty()) {
            fields.wrong(Tariff.NUMBER, "demarches.tariff.number.missing");
        }
        if (day == null || day.isAfter(today)) {
            fields.wrong(Tariff.DAY, "demarches.tariff.day.missing");
        } else {
            texts.put(Tariff.DAY, day.toString());
        }
        texts.put(Tariff.NUMBER, number);
    }
}
