package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What the amount of a fee can be multiplied by; the message {@code fee.<fee>.<name>} says per what.
 *
 * @param paths of a question that asks for a number or for rows, which are counted; or of two dates: the days from one to the other, both included
 */
public record Measure(String name, List<String> paths) {
    public Measure {
        paths = List.copyOf(paths);
    }

    /** Exactly what was answered; empty if that is nothing, or less. */
    public Optional<BigDecimal> of(Answers answers) {
        JsonNode answer = answers.json().at("/" + paths.get(0).replace('.', '/'));
        BigDecimal measured = paths.size() > 1 ? days(answers) : answer.isNumber() ? new BigDecimal(answer.asText()) : BigDecimal.valueOf(answer.size());
        return Optional.of(measured).filter(number -> number.signum() > 0);
    }

    private BigDecimal days(Answers answers) {
        try {
            LocalDate last = LocalDate.parse(answers.text(paths.get(1)));
            return BigDecimal.valueOf(ChronoUnit.DAYS.between(LocalDate.parse(answers.text(paths.get(0))), last) + 1);
        } catch (DateTimeException notYet) {
            return BigDecimal.ZERO;
        }
    }

    /** Whether the questions are there, and of the kinds that can be measured. */
    boolean fits(Screens screens) {
        List<Field.Kind> kinds = paths.stream()
                .flatMap(path -> screens.fields().stream().filter(field -> field.path().equals(path))).map(Field::kind).toList();
        return kinds.equals(List.of(Field.Kind.DATE, Field.Kind.DATE))
                || paths.size() == 1 && kinds.size() == 1 && List.of(Field.Kind.INTEGER, Field.Kind.NUMBER, Field.Kind.ROWS).contains(kinds.get(0));
    }
}
