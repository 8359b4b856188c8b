package org.parvis.itests;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;

/** What nobody in particular answers to a question, by the kind of its field, and by its name where a number has a form of its own. */
final class Plausible {
    static final String PERSON = "Camille Exemple";
    static final String EMAIL = "camille.exemple@example.org";
    /** A page without anything on it. */
    static final FilePayload FILE = new FilePayload(
            "piece.pdf", "application/pdf",
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n".getBytes(StandardCharsets.US_ASCII));

    private static final Map<String, String> NUMBERS = Map.of(
            "siret", "12345678901234", "rna", "W123456789", "number", "1234567", "year", "2025", "count", "2", "people", "12");
    private static final Map<String, String> WORDS = Map.of("name", PERSON, "lastName", "EXEMPLE", "firstNames", "Camille", "commune", "Essai");
    private static final Pattern PAST = Pattern.compile("(?i).*(birth|since|date)");
    private static final String SENTENCE = "Une réponse d’essai, assez longue pour chaque question.";

    private Plausible() {}

    /**
     * A day that reads the same with day or month first, so that it can be typed on every keyboard.
     *
     * @param name of its field: birthdays and the like are past, all others to come
     */
    static LocalDate day(String name) {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));
        if (PAST.matcher(name).matches()) {
            return LocalDate.of(today.getYear() - 3, 5, 5);
        }
        LocalDate next = today.plusDays(1);
        while (next.getDayOfMonth() != next.getMonthValue()) {
            next = next.plusDays(1);
        }
        return next;
    }

    static LocalDate tomorrow() {
        return LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(1);
    }

    /**
     * @param type of the input, or {@code textarea}
     * @param mode what its keyboard shows: {@code numeric} for numbers
     * @param longest characters that fit, or a negative number
     */
    static String text(String name, String type, String mode, int longest) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        String text = switch (type) {
            case "email" -> EMAIL;
            case "tel" -> "05 65 00 00 00";
            case "date" -> day(name).toString();
            case "time" -> "10:00";
            case "textarea" -> SENTENCE;
            default -> line(name, last, mode);
        };
        return longest >= 0 && longest < text.length() ? text.substring(0, longest) : text;
    }

    private static String line(String name, String last, String mode) {
        if (name.endsWith("child.number")) {
            return "1";
        }
        if (NUMBERS.containsKey(last)) {
            return NUMBERS.get(last);
        }
        if (mode.equals("numeric") || mode.equals("decimal")) {
            return "2";
        }
        return WORDS.getOrDefault(last, last.matches("address|place") ? "1 place du Marché, 12000 Essai" : SENTENCE);
    }
}
