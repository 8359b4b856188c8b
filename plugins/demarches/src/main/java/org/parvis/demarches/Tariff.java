package org.parvis.demarches;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parvis.api.payment.Euros;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Measure;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * What a commune charges in one procedure, as its council decided; without it, nothing.
 *
 * @param amounts cents by the key of a {@link Line}; 0: free
 * @param per what amounts are multiplied by: the key of a line, a point, the name of a measure
 * @param number of the decision, or empty
 * @param day of the decision, or null
 */
public record Tariff(Map<String, Long> amounts, Set<String> per, String number, @Nullable LocalDate day) {
    /** In the texts of an offer. */
    public static final String AMOUNT = "tariff.";
    public static final String PER = "per.";
    public static final String NUMBER = "deliberation.number";
    public static final String DAY = "deliberation.day";

    public Tariff {
        amounts = Map.copyOf(amounts);
        per = Set.copyOf(per);
    }

    /**
     * What a commune can set an amount for.
     *
     * @param key of the fee, or of the fee for one value of the choice on which it depends
     */
    public record Line(String key, String what, List<Unit> units) {}

    /** What an amount can be multiplied by, in words: « par jour ». */
    public record Unit(String name, String label) {}

    public static Tariff of(Offer offer) {
        Map<String, Long> amounts = new HashMap<>();
        Set<String> per = new HashSet<>();
        offer.texts().forEach((name, text) -> {
            if (name.startsWith(AMOUNT)) {
                amounts.put(name.substring(AMOUNT.length()), Long.valueOf(text));
            } else if (name.startsWith(PER)) {
                per.add(name.substring(PER.length()));
            }
        });
        String day = offer.text(DAY);
        return new Tariff(amounts, per, offer.text(NUMBER), day.isEmpty() ? null : LocalDate.parse(day));
    }

    /** In the order of the fees and of the choices. */
    public static List<Line> lines(Procedure procedure, Wanted wanted) {
        List<Line> lines = new ArrayList<>();
        procedure.header().fees().stream().filter(Header.Fee::tariff).forEach(fee -> {
            String what = procedure.texts().text(wanted, "fee." + fee.name());
            List<Unit> units = fee.per().stream().map(measure -> unit(procedure, fee, measure, wanted)).toList();
            if (fee.by() == null) {
                lines.add(new Line(fee.name(), what, units));
            }
            procedure.screens().fields().stream().filter(field -> field.path().equals(fee.by())).forEach(field -> field.values().forEach(
                    value -> lines.add(new Line(key(fee, value), what + ", " + procedure.texts().text(wanted, field.key() + "." + value), units))));
        });
        return lines;
    }

    private static Unit unit(Procedure procedure, Header.Fee fee, Measure measure, Wanted wanted) {
        return new Unit(measure.name(), procedure.texts().text(wanted, "fee." + fee.name() + "." + measure.name()));
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
        per.stream().filter(one -> !before.per.contains(one)).sorted().forEach(one -> changes.append(", ").append(one).append("\u00a0: – → ×"));
        before.per.stream().filter(one -> !per.contains(one)).sorted().forEach(one -> changes.append(", ").append(one).append("\u00a0: × → –"));
        keys.stream().filter(key -> !Objects.equals(amounts.get(key), before.amounts.get(key))).forEach(key -> changes.append(", ").append(key)
                .append("\u00a0: ").append(euros(before.amounts.get(key))).append(" → ").append(euros(amounts.get(key))));
        return changes.append(day == null ? "" : " (" + number + ", " + day + ")").toString();
    }

    private static String euros(@Nullable Long cents) {
        return cents == null ? "–" : Euros.text(cents, Locale.FRENCH);
    }

    /** What the amount of a line is multiplied by, in the order of the procedure. */
    private List<Measure> measures(Header.Fee fee, String key) {
        return fee.per().stream().filter(measure -> per.contains(key + "." + measure.name())).toList();
    }

    /** What a fee is for somebody who answered so; empty if the commune charges nothing for it, or its measures are not known. */
    OptionalLong cents(Header.Fee fee, Answers answers) {
        String key = key(fee, fee.chosen(answers));
        List<Optional<BigDecimal>> factors = measures(fee, key).stream().map(measure -> measure.of(answers)).toList();
        if (!amounts.containsKey(key) || factors.stream().anyMatch(Optional::isEmpty)) {
            return OptionalLong.empty();
        }
        // Exact up to here; rounded once, to the nearest cent.
        BigDecimal cents = factors.stream().map(Optional::get).reduce(BigDecimal.valueOf(amounts.get(key)), BigDecimal::multiply).setScale(0, RoundingMode.HALF_UP);
        return cents.compareTo(BigDecimal.valueOf(Header.Fee.MOST_CENTS)) > 0 ? OptionalLong.empty() : OptionalLong.of(cents.longValueExact());
    }

    /** Whether a fee is for the same choice and the same measures. */
    boolean alike(Header.Fee fee, Answers one, Answers other) {
        return fee.chosen(one).equals(fee.chosen(other)) && measures(fee, key(fee, fee.chosen(one))).stream()
                .allMatch(measure -> measure.of(one).map(BigDecimal::stripTrailingZeros).equals(measure.of(other).map(BigDecimal::stripTrailingZeros)));
    }

    /** An amount with what it is multiplied by: « 1,20 € par mètre, par jour ». */
    public String said(Line line, Locale language) {
        StringBuilder said = new StringBuilder(Euros.text(amounts.getOrDefault(line.key(), 0L), language));
        line.units().stream().filter(unit -> per.contains(line.key() + "." + unit.name())).forEach(unit -> said.append(said.indexOf(" ") < 0 ? " " : ", ").append(unit.label()));
        return said.toString();
    }

    /** How an amount comes about: « 1,20 € par mètre, par jour × 3 × 5 »; empty where nothing is multiplied. */
    public String worked(Procedure procedure, Header.Fee fee, Answers answers, Wanted wanted) {
        String key = key(fee, fee.chosen(answers));
        Locale language = Locale.forLanguageTag(wanted.language());
        List<Measure> measures = measures(fee, key);
        if (measures.isEmpty()) {
            return "";
        }
        Line line = new Line(key, "", measures.stream().map(measure -> unit(procedure, fee, measure, wanted)).toList());
        return measures.stream().flatMap(measure -> measure.of(answers).stream())
                .map(number -> number.stripTrailingZeros().toPlainString())
                .map(number -> language.equals(Locale.ENGLISH) ? number : number.replace('.', ','))
                .reduce(said(line, language), (all, number) -> all + " × " + number);
    }
}
