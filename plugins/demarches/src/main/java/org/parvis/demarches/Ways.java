package org.parvis.demarches;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.payment.Euros;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;

/** The ways of a workflow as agents go them: which ones, what each asks for, and going one with its letter. */
@Component(service = Ways.class)
public final class Ways {
    public static final int LONGEST = 5_000;
    /** As forms send it: years of more digits are beyond what calendars and databases know. */
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    /** For pieces: what was meant to be longer is a slip of the finger, and would suspend the clock as long. */
    private static final int MOST_YEARS_GIVEN = 1;

    private final CaseView view;
    private final Handling handling;
    private final Letters letters;

    @Activate
    public Ways(@Reference CaseView view, @Reference Handling handling, @Reference Letters letters) {
        this.view = view;
        this.handling = handling;
        this.letters = letters;
    }

    /** A way that the agent may go: what it asks for. */
    public record Way(String id, String label, boolean message, boolean reason, boolean due, List<Wish> wishes, boolean letter, String kind) {}

    /** A field of a way. */
    public record Wish(String name, String label, String type, boolean required) {}

    /** What was filled in: by name as each language says it, the last day for pieces or null, and amounts in cents by name. */
    record Filled(Map<String, Function<Locale, String>> said, @Nullable LocalDate due, Map<String, Long> amounts) {
        /** For a letter. */
        Map<String, String> in(Locale language) {
            Map<String, String> values = new HashMap<>();
            said.forEach((name, value) -> values.put(name, value.apply(language)));
            return values;
        }

        /** What the citizen is told. */
        String text() {
            return said.getOrDefault("message", said.getOrDefault("reason", language -> "")).apply(Locale.FRENCH);
        }
    }

    /** Those that an agent may go from where a file stands. */
    public List<Way> of(Agent agent, TenantId tenant, CaseFile file, Wanted wanted) {
        Procedure procedure = view.procedure(file);
        return procedure.workflow().from(file.stand().state()).stream()
                .filter(way -> may(agent, tenant, file.procedure(), way))
                .map(way -> way(procedure, way, wanted))
                .toList();
    }

    /** Whether letters of the procedure go out without the name of who decides. */
    public boolean unsigned(TenantId tenant, String procedure) {
        return letters.unsigned(tenant, procedure);
    }

    public static Way way(Procedure procedure, Workflow.Transition way, Wanted wanted) {
        String key = "transition." + way.id();
        List<Wish> wishes = way.fields().stream()
                .map(field -> new Wish(field.name(), procedure.texts().text(wanted, key + "." + field.name()), field.type(), field.required()))
                .toList();
        return new Way(
                way.id(), procedure.texts().text(wanted, key), way.requires().contains(Workflow.Need.MESSAGE), way.requires().contains(Workflow.Need.REASON),
                way.requires().contains(Workflow.Need.DUE), wishes, way.document() != null,
                procedure.workflow().state(way.to()).kind().name().toLowerCase(Locale.ROOT));
    }

    /** Whether agents go it, of whatever role. */
    public static boolean ofAgents(Workflow.Transition way) {
        return way.by().contains(Workflow.Actor.CASE_WORKER) || way.by().contains(Workflow.Actor.RECEPTION);
    }

    public static boolean may(Agent agent, TenantId tenant, String procedure, Workflow.Transition way) {
        return way.by().contains(Workflow.Actor.CASE_WORKER) && agent.holds(Role.CASE_WORKER, tenant, procedure)
                || way.by().contains(Workflow.Actor.RECEPTION) && agent.holds(Role.RECEPTION, tenant, procedure);
    }

    /**
     * What the form of a way gives; its fields have the way's id in front.
     *
     * @throws Invalid of the fields that are wrong
     */
    public static Filled filled(Request request, Workflow.Transition way, Form form) {
        Fields fields = new Fields(form);
        Map<String, Function<Locale, String>> said = new HashMap<>();
        Map<String, Long> amounts = new HashMap<>();
        for (Workflow.Need need : way.requires()) {
            String name = need.name().toLowerCase(Locale.ROOT);
            if (need != Workflow.Need.PAID && need != Workflow.Need.DUE) {
                String text = fields.required(way.id() + "." + name, LONGEST);
                said.put(name, language -> text);
            }
        }
        LocalDate due = day(form.value(way.id() + ".due"));
        LocalDate today = LocalDate.ofInstant(request.now(), request.site().tenant().zone());
        if (way.requires().contains(Workflow.Need.DUE) && (due == null || !due.isAfter(today) || due.isAfter(today.plusYears(MOST_YEARS_GIVEN)))) {
            fields.wrong(way.id() + ".due", "demarches.error.due");
        } else if (due != null) {
            said.put("due", language -> Wording.date(due, language));
        }
        for (Workflow.Asked asked : way.fields()) {
            String name = way.id() + "." + asked.name();
            String value = asked.required() ? fields.required(name, LONGEST) : fields.text(name, LONGEST);
            if (asked.type().equals(Workflow.AMOUNT) && !value.isEmpty()) {
                OptionalLong cents = Euros.cents(value);
                if (cents.isEmpty() || cents.getAsLong() > Header.Fee.MOST_CENTS) {
                    fields.wrong(name, "demarches.error.amount");
                } else {
                    amounts.put(asked.name(), cents.getAsLong());
                    said.put(asked.name(), language -> Euros.text(cents.getAsLong(), language));
                }
                continue;
            }
            LocalDate day = day(value);
            if (asked.type().equals("date") && !value.isEmpty() && day == null) {
                fields.wrong(name, "demarches.error.day");
            }
            said.put(asked.name(), language -> asked.type().equals("date") && day != null ? Wording.date(day, language) : value);
        }
        if (!fields.errors().isEmpty()) {
            throw Invalid.of(fields.errors());
        }
        return new Filled(said, due, amounts);
    }

    /**
     * Goes a way, with its letter; a letter whose way was not gone is thrown away.
     *
     * @param revision that of the file which the agent looked at
     * @throws Conflict if it was changed meanwhile
     */
    public CaseFile go(Request request, CaseFile file, int revision, Workflow.Transition way, Filled filled) {
        return go(request, file, revision, way, filled, null);
    }

    /** @param line id of the line of the history that it makes, or null: a new one */
    public CaseFile go(Request request, CaseFile file, int revision, Workflow.Transition way, Filled filled, @Nullable UUID line) {
        if (revision != file.revision() || !way.from().contains(file.stand().state())) {
            throw new Conflict("demarches.error.conflict");
        }
        Site site = request.site();
        List<String> made = new ArrayList<>();
        if (way.document() != null) {
            made.add(letters.make(site, file, way.document(), filled::in, request.now()).id());
        }
        try {
            Handling.Given given = new Handling.Given(filled.text(), filled.due(), made, filled.amounts(), line);
            return handling.move(site, file.id(), revision, way, given, Handling.Actor.of(request.signedIn()), request.now());
        } catch (Conflict conflict) {
            letters.discard(site.id(), made);
            throw conflict;
        }
    }

    public static int revision(Form form, String field) {
        return form.value(field).matches("[0-9]{1,9}") ? Integer.parseInt(form.value(field)) : -1;
    }

    public static @Nullable LocalDate day(String text) {
        try {
            return DAY.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
