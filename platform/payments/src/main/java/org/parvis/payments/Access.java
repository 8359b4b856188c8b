package org.parvis.payments;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.payment.Payment;
import org.parvis.api.tenant.TenantId;

/** Which agents have to do with which payments: accountants with all, others with those of their work, as the service says that asked for them. */
@Component(service = Access.class)
public final class Access {
    static final String COLLECT = "payments.collect";
    static final String LEDGER = "payments.ledger";

    private final Permissions permissions;
    private final Ledger ledger;

    @Activate
    public Access(@Reference Permissions permissions, @Reference Ledger ledger) {
        this.permissions = permissions;
        this.ledger = ledger;
    }

    boolean mayRead(Agent agent, Payment payment) {
        return readsAll(agent, payment.tenant()) || permissions.mayRead(agent, COLLECT, payment.tenant()) && theirs(agent, payment);
    }

    boolean mayCollect(Agent agent, Payment payment) {
        return mayAccount(agent, payment.tenant()) || permissions.may(agent, COLLECT, payment.tenant()) && theirs(agent, payment);
    }

    boolean readsAll(Agent agent, TenantId tenant) {
        return permissions.mayRead(agent, LEDGER, tenant);
    }

    boolean mayAccount(Agent agent, TenantId tenant) {
        return permissions.may(agent, LEDGER, tenant);
    }

    private boolean theirs(Agent agent, Payment payment) {
        return ledger.listener(payment).filter(listener -> listener.mayCollect(agent, payment)).isPresent();
    }
}
