package org.parvis.demarches.reply;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Row;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Letters;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Wording;
import org.parvis.demarches.Workers;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** A commune's reply templates, and filling them for a file. */
@Component(service = Replies.class)
public final class Replies {
    private static final String COLUMNS = "r.id, r.procedure_id, r.title, r.body, r.row_version";

    private final Database database;
    private final CaseView view;
    private final Letters letters;
    private final Audit audit;

    @Activate
    public Replies(@Reference Database database, @Reference CaseView view, @Reference Letters letters, @Reference Audit audit) {
        this.database = database;
        this.view = view;
        this.letters = letters;
        this.audit = audit;
    }

    private static Reply map(Row row) {
        return new Reply(row.uuid("id"), row.string("procedure_id"), row.string("title"), row.string("body"), row.integer("row_version"));
    }

    /** By procedure, those for all first; then by title. */
    public List<Reply> of(TenantId tenant) {
        return database.of(tenant).list(
                "select " + COLUMNS + " from demarches_reply r where r.tenant_id = :tenant order by r.procedure_id, r.title, r.id", Replies::map);
    }

    /** Those that can be used for files of a procedure. */
    public List<Workers.Choice> choices(TenantId tenant, String procedure) {
        return database.of(tenant).list(
                "select r.id, r.title from demarches_reply r where r.tenant_id = :tenant and r.procedure_id in ('', :procedure) order by r.title, r.id",
                row -> new Workers.Choice(row.uuid("id").toString(), row.string("title")), "procedure", procedure);
    }

    Optional<Reply> find(TenantId tenant, UUID id) {
        return database.of(tenant).one(
                "select " + COLUMNS + " from demarches_reply r where r.tenant_id = :tenant and r.id = :id", Replies::map, "id", id);
    }

    /** @throws Conflict if somebody saved or deleted it meanwhile */
    void save(TenantId tenant, Agent agent, Reply reply) {
        database.of(tenant).write(transaction -> {
            Object[] values = {"id", reply.id(), "procedure", reply.procedure(), "title", reply.title(), "body", reply.body(), "version", reply.version()};
            int changed = reply.version() == 0
                    ? transaction.execute(
                            "insert into demarches_reply (tenant_id, id, procedure_id, title, body, row_version)"
                                    + " values (:tenant, :id, :procedure, :title, :body, :version + 1)", values)
                    : transaction.execute(
                            "update demarches_reply r set procedure_id = :procedure, title = :title, body = :body, row_version = r.row_version + 1"
                                    + " where r.tenant_id = :tenant and r.id = :id and r.row_version = :version", values);
            if (changed == 0) {
                throw new Conflict("demarches.reply.conflict");
            }
            audit.record(transaction, agent, "demarches.reply", reply.id().toString(), reply.title());
        });
    }

    void delete(TenantId tenant, Agent agent, Reply reply) {
        database.of(tenant).write(transaction -> {
            transaction.execute("delete from demarches_reply r where r.tenant_id = :tenant and r.id = :id", "id", reply.id());
            audit.record(transaction, agent, "demarches.replydrop", reply.id().toString(), reply.title());
        });
    }

    /** Names that a reply may use: those of every file, and the questions of its procedure. */
    static List<String> known(Optional<Procedure> procedure) {
        List<String> known = new ArrayList<>(Reply.KNOWN);
        procedure.ifPresent(one -> one.screens().fields().stream()
                .filter(field -> field.kind() != Field.Kind.FILES)
                .forEach(field -> known.add(field.path())));
        return known;
    }

    /** What was typed, with the chosen reply after it: nothing typed is lost. */
    public Map<String, String> inserted(Request request, CaseFile file, String into, String chosen) throws IOException {
        Form form = request.form();
        Map<String, String> typed = new HashMap<>(form.typed());
        form.text(chosen)
                .map(Paths::uuid)
                .flatMap(id -> find(request.tenant(), id))
                .filter(reply -> reply.procedure().isEmpty() || reply.procedure().equals(file.procedure()))
                .map(reply -> reply.filled(values(request, file)))
                .ifPresent(text -> typed.merge(into, text, (before, more) -> before.isBlank() ? more : before + "\n\n" + more));
        return typed;
    }

    private Map<String, String> values(Request request, CaseFile file) {
        Locale language = Locale.forLanguageTag(file.applicant().language());
        Map<String, String> values = letters.values(request.site(), file, Map.of(), request.now(), Locale.forLanguageTag(file.applicant().language()));
        LocalDate deadline = view.deadlines(request.site(), file, request.now()).silenceOn();
        values.put("procedure", view.procedure(file).title(Wanted.of(language)));
        values.put("deadline", deadline == null ? "" : Wording.date(deadline, language));
        values.put("agent", request.signedIn().name());
        return values;
    }
}
