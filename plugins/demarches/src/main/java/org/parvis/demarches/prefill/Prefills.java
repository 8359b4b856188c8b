package org.parvis.demarches.prefill;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.calendar.CivilTime;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.FieldError;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseListener;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Screen;
import org.parvis.demarches.link.Links;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.AnswersCheck;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Problem;
import org.parvis.demarches.procedure.Procedure;

/**
 * Links that begin a form with what a partner or an agent knows already. The answers stay here: the address has nothing but 256 random bits,
 * and goes with the form that is sent, or on its last day.
 */
@Component(service = Prefills.class)
public final class Prefills implements CaseListener {
    static final String PATH = "/teleservices/formulaire-prepare/";
    static final int USUAL_DAYS = 7;
    static final int MOST_DAYS = 30;

    private final Database database;
    private final Audit audit;
    private final PublicUrls urls;

    @Activate
    public Prefills(@Reference Database database, @Reference Audit audit, @Reference PublicUrls urls) {
        this.database = database;
        this.audit = audit;
        this.urls = urls;
    }

    /** A new link, and its last day. */
    record Made(String url, LocalDate until) {}

    /** Stores answers that were found without fault. */
    Made make(Site site, Procedure procedure, Answers answers, Agent agent, int days, Instant now) {
        LocalDate until = LocalDate.ofInstant(now, site.tenant().zone()).plusDays(days);
        String token = Links.fresh();
        Prefill prefill = new Prefill(
                Ids.next(), procedure.id(), answers, Cases.cut(agent.name(), 200), now.truncatedTo(ChronoUnit.MICROS),
                CivilTime.endOfDay(until, site.tenant().zone()), null);
        CaseFile.Applicant person = Cases.applicant(procedure, answers, null, "fr");
        database.of(site.id()).write(transaction -> {
            PrefillTable.insert(transaction, prefill, agent.id(), Links.hash(token), person.email().toLowerCase(Locale.ROOT));
            audit.record(transaction, AuditEntry.by(agent, "demarches.prefill", prefill.id().toString()).concerning(Cases.party(person)).detail(procedure.id()));
        });
        return new Made(urls.of(site, PATH + token), until);
    }

    /** What a link has, while it holds. */
    Optional<Prefill> open(TenantId tenant, String token, Instant now) {
        return PrefillTable.open(database.of(tenant), Links.hash(token), now);
    }

    void begun(TenantId tenant, Prefill prefill, Draft draft) {
        database.of(tenant).write(transaction -> PrefillTable.begun(transaction, prefill.id(), draft.id()));
    }

    /** A file has the id of the form that it was. */
    @Override
    public void received(Moment moment) {
        PrefillTable.sent(moment.transaction(), moment.file().id());
    }

    /** The link opens nothing any more, and what it had is gone; a form that was begun by it stays the person's. */
    void end(TenantId tenant, Prefill prefill, Agent agent) {
        database.of(tenant).write(transaction -> {
            PrefillTable.delete(transaction, prefill.id());
            audit.record(transaction, agent, "demarches.prefillend", prefill.id().toString(), prefill.procedure());
        });
    }

    /** What is wrong with answers that somebody else gives, by path; what they leave out is not wrong. */
    static List<FieldError> faults(Procedure procedure, Answers answers, Screen screen, LocalDate today) {
        Map<String, Field> fields = new LinkedHashMap<>();
        procedure.screens().fields().forEach(field -> fields.put(field.path(), field));
        Set<Field> asked = new HashSet<>(procedure.screens().asked(answers.json()));
        Set<Field> given = new HashSet<>();
        List<FieldError> faults = new ArrayList<>();
        for (String path : paths(fields, answers.json(), "")) {
            Field field = fields.get(path);
            if (field == null || field.kind() == Field.Kind.FILES) {
                faults.add(FieldError.of(path, "demarches.prefill.unknown"));
            } else if (field.schema().path("const").asBoolean()) {
                faults.add(FieldError.of(path, "demarches.prefill.own"));
            } else if (!asked.contains(field)) {
                faults.add(FieldError.of(path, "demarches.prefill.hidden"));
            } else {
                given.add(field);
            }
        }
        for (Problem problem : faults.isEmpty() ? AnswersCheck.check(procedure, answers, today) : List.<Problem>of()) {
            boolean missing = problem.keyword().equals("required") && Objects.requireNonNull(problem.field()).path().equals(problem.name());
            if (problem.field() == null || given.contains(problem.field()) && !missing) {
                faults.add(screen.error(problem));
            }
        }
        return faults;
    }

    /** Those of questions, and of whatever is no question. */
    private static List<String> paths(Map<String, Field> fields, JsonNode object, String above) {
        List<String> paths = new ArrayList<>();
        object.properties().forEach(one -> {
            String path = above + one.getKey();
            if (!fields.containsKey(path) && above.isEmpty() && one.getValue().isObject()) {
                paths.addAll(paths(fields, one.getValue(), path + "."));
            } else {
                paths.add(path);
            }
        });
        return paths;
    }

    /** What still fits of the answers, in the version that serves now; upon what the form knows of the account. */
    static Answers fitting(Procedure procedure, Answers known, Answers prepared, Screen screen, LocalDate today) {
        Answers left = prepared;
        List<FieldError> faults = faults(procedure, left, screen, today);
        for (int round = 0; round < 3 && !faults.isEmpty(); round++) {
            for (FieldError fault : faults) {
                String path = procedure.screens().fields().stream().map(Field::path).filter(each -> (fault.field() + ".").startsWith(each + ".")).findFirst().orElse(fault.field());
                left = path.isEmpty() ? Answers.none() : left.with(path, left.json().missingNode());
            }
            faults = faults(procedure, left, screen, today);
        }
        Answers all = known;
        for (Field field : procedure.screens().fields()) {
            if (faults.isEmpty() && !left.at(field).isMissingNode()) {
                all = all.with(field.path(), left.at(field));
            }
        }
        return all;
    }
}
