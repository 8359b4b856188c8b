package org.parvis.backoffice.draft;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** The drafts of each agent in each tenant: one for a form, seen by that agent alone. */
@Component(service = Drafts.class)
public final class Drafts {

    /** How long a draft is kept after its last change. */
    static final Duration KEPT = Duration.ofDays(30);

    private final Database database;

    @Activate
    public Drafts(@Reference Database database) {
        this.database = database;
    }

    Optional<String> find(TenantId tenant, Agent agent, String form, Instant now) {
        return database.of(tenant).one(
                "select d.content from backoffice_draft d where d.tenant_id = :tenant and d.agent_id = :agent and d.form_key = :form"
                        + " and d.saved_at > :oldest",
                row -> row.string("content"), "agent", agent.id(), "form", form, "oldest", now.minus(KEPT));
    }

    void save(TenantId tenant, Agent agent, String form, String content, Instant now) {
        Object[] values = {"agent", agent.id(), "form", form, "content", content, "now", now};
        database.of(tenant).write(transaction -> {
            int changed = transaction.execute(
                    "update backoffice_draft d set content = :content, saved_at = :now"
                            + " where d.tenant_id = :tenant and d.agent_id = :agent and d.form_key = :form",
                    values);
            if (changed == 0) {
                transaction.execute(
                        "insert into backoffice_draft (tenant_id, agent_id, form_key, agent_email, content, saved_at)"
                                + " values (:tenant, :agent, :form, :email, :content, :now)",
                        "agent", agent.id(), "form", form, "email", agent.email(), "content", content, "now", now);
            }
        });
    }

    void delete(TenantId tenant, Agent agent, String form) {
        database.of(tenant).write(transaction -> transaction.execute(
                "delete from backoffice_draft d where d.tenant_id = :tenant and d.agent_id = :agent and d.form_key = :form",
                "agent", agent.id(), "form", form));
    }
}
