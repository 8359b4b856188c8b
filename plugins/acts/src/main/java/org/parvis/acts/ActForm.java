package org.parvis.acts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;

/**
 * What an agent typed of an act, checked.
 *
 * @param from when it is to be public (UTC), or null: as soon as it is published
 */
record ActForm(Act.Content content, @Nullable Instant from) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final Pattern BUDGET_YEAR = Pattern.compile("[0-9]{4}(/[0-9]{4})?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");
    private static final LocalDate OLDEST = LocalDate.of(1789, 1, 1);

    /**
     * Reads a form; dates are civil dates of the tenant.
     *
     * @throws Invalid with all that is wrong
     */
    static ActForm read(Form form, ZoneId zone, Instant now) {
        Fields fields = new Fields(form);
        ActKind kind = ActKind.of(form.value("kind")).orElse(null);
        if (kind == null) {
            fields.wrong("kind", "acts.error.kind");
        }
        String number = kind == ActKind.DELIBERATION ? fields.required("number", Act.Content.LONGEST_NUMBER) : fields.text("number", Act.Content.LONGEST_NUMBER);
        String title = fields.required("title", Act.Content.LONGEST_TITLE);
        String matter = form.value("matter");
        if (Matters.of(matter).isEmpty()) {
            fields.wrong("matter", "acts.error.matter");
        }
        LocalDate adopted = adopted(form, fields, LocalDate.ofInstant(now, zone));
        String signatory = fields.required("signatory", Act.Content.LONGEST_NAME);
        String capacity = fields.required("capacity", Act.Content.LONGEST_NAME);
        LocalDate received = day(form, fields, "received");
        if (received != null && adopted != null && received.isBefore(adopted)) {
            fields.wrong("received", "acts.error.received");
        }
        Votes votes = new Votes(
                count(form, fields, "voteMembers"), count(form, fields, "votePresent"), count(form, fields, "voteFor"), count(form, fields, "voteAgainst"),
                count(form, fields, "voteAbstained"));
        String budgetYear = form.value("budgetYear");
        if (!budgetYear.isEmpty() && !BUDGET_YEAR.matcher(budgetYear).matches()) {
            fields.wrong("budgetYear", "acts.error.budget");
        }
        String budgetName = fields.text("budgetName", Act.Content.LONGEST_NAME);
        Instant from = moment(form, fields, zone);
        if (kind == null || adopted == null || !fields.errors().isEmpty()) {
            throw Invalid.of(fields.errors());
        }
        return new ActForm(
                new Act.Content(kind, number, title, matter, adopted, signatory, capacity, received, votes, budgetYear, budgetName), from);
    }

    /** The fields of an act as they would have been typed. */
    static Map<String, String> typed(Act act, ZoneId zone) {
        Act.Content content = act.content();
        Votes votes = content.votes();
        Map<String, String> typed = new HashMap<>();
        typed.put("kind", content.kind().code());
        typed.put("number", content.number());
        typed.put("title", content.title());
        typed.put("matter", content.matter());
        typed.put("adopted", content.adopted().toString());
        typed.put("signatory", content.signatory());
        typed.put("capacity", content.capacity());
        typed.put("received", text(content.received()));
        typed.put("voteMembers", text(votes.members()));
        typed.put("votePresent", text(votes.present()));
        typed.put("voteFor", text(votes.inFavour()));
        typed.put("voteAgainst", text(votes.against()));
        typed.put("voteAbstained", text(votes.abstained()));
        typed.put("budgetYear", content.budgetYear());
        typed.put("budgetName", content.budgetName());
        Instant from = act.publishAt();
        typed.put("publish", from == null ? "" : LOCAL.format(from.atZone(zone)));
        return typed;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static @Nullable LocalDate adopted(Form form, Fields fields, LocalDate today) {
        LocalDate day = day(form, fields, "adopted");
        if (form.value("adopted").isEmpty()) {
            fields.wrong("adopted", "form.required");
        } else if (day != null && (day.isAfter(today) || day.isBefore(OLDEST))) {
            fields.wrong("adopted", "acts.error.adopted");
            return null;
        }
        return day;
    }

    private static @Nullable LocalDate day(Form form, Fields fields, String name) {
        String text = form.value(name);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            fields.wrong(name, "acts.error.date");
            return null;
        }
    }

    private static @Nullable Instant moment(Form form, Fields fields, ZoneId zone) {
        String text = form.value("publish");
        try {
            return text.isEmpty() ? null : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException malformed) {
            fields.wrong("publish", "acts.error.moment");
            return null;
        }
    }

    private static @Nullable Integer count(Form form, Fields fields, String name) {
        String text = form.value(name);
        if (!text.isEmpty() && !COUNT.matcher(text).matches()) {
            fields.wrong(name, "acts.error.count");
            return null;
        }
        return text.isEmpty() ? null : Integer.valueOf(text);
    }
}
