package org.parvis.demarches;

import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Database;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.FileAccess;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Role;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;

/** Who may read a file and its attachments: case workers of its procedure, auditors, who entered it for somebody, and who sent it or is filling it in. */
@Component(service = {FileAccess.class, CaseAccess.class})
public final class CaseAccess implements FileAccess {
    public static final String PERMISSION = "demarches.handle";
    /** To enter requests for people, and to see those again. */
    public static final String COUNTER = "demarches.counter";

    private final Database database;
    private final FollowUp followUp;
    private final Permissions permissions;
    private final Handling handling;

    @Activate
    public CaseAccess(@Reference Database database, @Reference FollowUp followUp, @Reference Permissions permissions, @Reference Handling handling) {
        this.database = database;
        this.followUp = followUp;
        this.permissions = permissions;
        this.handling = handling;
    }

    @Override
    public String kind() {
        return Drafts.FILES;
    }

    /** Whether an agent may look at files of a procedure. */
    public boolean mayRead(Agent agent, TenantId tenant, String procedure) {
        return permissions.mayRead(agent, PERMISSION, tenant)
                && (agent.holds(Role.CASE_WORKER, tenant, procedure) || agent.roles(tenant).contains(Role.AUDITOR));
    }

    /** Whether an agent may work on files of a procedure. */
    public boolean mayHandle(Agent agent, TenantId tenant, String procedure) {
        return permissions.may(agent, PERMISSION, tenant) && agent.holds(Role.CASE_WORKER, tenant, procedure);
    }

    @Override
    public boolean mayRead(Request request, Attachment attachment) {
        UUID id = UUID.fromString(attachment.subject());
        if (request.agent().isPresent()) {
            return CaseTable.byId(database.of(request.tenant()), id)
                    .filter(file -> mayRead(request.signedIn(), request.tenant(), file.procedure()) || entered(request.signedIn(), request.tenant(), id))
                    .map(file -> {
                        handling.read(request.site(), file, request.signedIn());
                        return true;
                    })
                    .orElseGet(() -> entering(request, id));
        }
        return mayAttach(request, id);
    }

    /** Who is filling a form in, or follows the file that it became. */
    @Override
    public boolean mayAttach(Request request, UUID subject) {
        String thing = subject.toString();
        boolean opened = followUp.opened(request)
                .filter(open -> open.id().equals(thing) && (open.kind().equals(Cases.KIND) || open.kind().equals(Drafts.KIND)))
                .isPresent();
        return opened || held(request, subject) || owned(request, subject);
    }

    /** Whether an agent entered the file for somebody, and still does such work there. */
    public boolean entered(Agent agent, TenantId tenant, UUID id) {
        return permissions.may(agent, COUNTER, tenant)
                && CaseTable.held(database.of(tenant), id).filter(held -> held.holder().equals(Holder.agent(agent.id()))).isPresent();
    }

    /** An agent sees what they add to a form that they fill in for somebody. */
    private boolean entering(Request request, UUID id) {
        return permissions.may(request.signedIn(), COUNTER, request.tenant()) && DraftTable.byId(database.of(request.tenant()), id, request.now())
                .filter(draft -> draft.holder().equals(Holder.agent(request.signedIn().id())))
                .isPresent();
    }

    private boolean held(Request request, UUID id) {
        return Holder.of(request)
                .filter(holder -> DraftTable.byId(database.of(request.tenant()), id, request.now()).filter(draft -> draft.holder().equals(holder.digest())).isPresent())
                .isPresent();
    }

    private boolean owned(Request request, UUID id) {
        return account(request).filter(account -> CaseTable.byId(database.of(request.tenant()), id)
                        .filter(file -> account.equals(file.applicant().account()))
                        .isPresent()
                || DraftTable.byId(database.of(request.tenant()), id, request.now()).filter(draft -> account.equals(draft.account())).isPresent())
                .isPresent();
    }

    private static Optional<UUID> account(Request request) {
        try {
            return request.account().map(Account::id);
        } catch (IllegalStateException notRead) {
            return Optional.empty();
        }
    }

    /** @throws NotFound if the agent may not look at files of that procedure: that there is one is not said */
    public void require(Agent agent, TenantId tenant, String procedure) {
        if (!mayRead(agent, tenant, procedure)) {
            throw new NotFound();
        }
    }
}
