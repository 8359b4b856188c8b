package org.parvis.demarches;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parvis.api.payment.Euros;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * What a commune charges in one procedure, as its council decided; without it, nothing.
 *
 * @param amounts cents by the key of a {@link Line}; 0: free
 * @param number of the decision, or empty
 * @param day of the decision, or null
 */
public record Tariff(Map<String, Long> amounts, String number, @Nullable LocalDate day) {
    /** In the texts of an offer. */
    public static final String AMOUNT = "tariff.";
    public static final String NUMBER = "deliberation.number";
    public static final String DAY = "deliberation.day";

    public Tariff {
        amounts = Map.copyOf(amounts);
    }

    /**
     * What a commune can set an amount for.
     *
     * @param key of the fee, or of the fee for one value of the choice on which it depends
     */
    public record Line(String key, String what) {}

    public static Tariff of(Offer offer) {
        Map<String, Long> amounts = new HashMap<>();
        offer.texts().forEach((name, text) -> {
            if (name.startsWith(AMOUNT)) {
                amounts.put(name.substring(AMOUNT.length()), Long.valueOf(text));
            }
        });
        String day = offer.text(DAY);
        return new Tariff(amounts, offer.text(NUMBER), day.isEmpty() ? null : LocalDate.parse(day));
    }

    /** In the order of the fees and of the choices. */
    public static List<Line> lines(Procedure procedure, Wanted wanted) {
        List<Line> lines = new ArrayList<>();
        procedure.header().fees().stream().filter(Header.Fee::tariff).forEach(fee -> {
            String what = procedure.texts().text(wanted, "fee." + fee.name());
            if (fee.by() == null) {
                lines.add(new Line(fee.name(), what));
            }
            procedure.screens().fields().stream().filter(field -> field.path().equals(fee.by())).forEach(field -> field.values().forEach(
                    value -> lines.add(new Line(key(fee, value), what + ", " + procedure.texts().text(wanted, field.key() + "." + value)))));
        });
        return lines;
    }

    private static String key(Header.Fee fee, String value) {
        return fee.by() == null ? fee.name() : fee.name() + "." + value;
    }

    /** For the audit: what each amount was and is, with the decision; empty if nothing changed. */
    String changesSince(Tariff before) {
        if (equals(before)) {
            return "";
        }
        Set<String> keys = new TreeSet<>(amounts.keySet());
        keys.addAll(before.amounts.keySet());
        StringBuilder changes = new StringBuilder();
        keys.stream().filter(key -> !Objects.equals(amounts.get(key), before.amounts.get(key))).forEach(key -> changes.append(", ").append(key)
                .append("\u00a0: ").append(euros(before.amounts.get(key))).append(" → ").append(euros(amounts.get(key))));
        return changes.append(day == null ? "" : " (" + number + ", " + day + ")").toString();
    }

    private static String euros(@Nullable Long cents) {
        return cents == null ? "–" : Euros.text(cents, Locale.FRENCH);
    }

    /** What a fee is for somebody who answered so; empty if the commune charges nothing for it. */
    OptionalLong cents(Header.Fee fee, Answers answers) {
        Long cents = amounts.get(key(fee, fee.chosen(answers)));
        return cents == null ? OptionalLong.empty() : OptionalLong.of(cents);
    }
}
