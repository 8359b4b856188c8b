package org.parvis.demarches;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;

/** Lets files of which all is paid go on, where their workflow says so ({@code by: [payment]}); after the commit of the payment, which must not wait for it. */
@Component(service = WorkConsumer.class)
public final class PaidWork implements WorkConsumer {
    static final String QUEUE = "demarches.paid";

    private final Tenants tenants;
    private final Cases cases;
    private final CaseView view;
    private final Charges charges;
    private final Handling handling;
    private final Clock clock;

    @Activate
    public PaidWork(
            @Reference Tenants tenants, @Reference Cases cases, @Reference CaseView view, @Reference Charges charges, @Reference Handling handling,
            @Reference Clock clock) {
        this.tenants = tenants;
        this.cases = cases;
        this.view = view;
        this.charges = charges;
        this.handling = handling;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    /** Done twice it does nothing: the file has left the state from which the way begins. */
    @Override
    public void work(TenantId tenant, String payload) {
        Site site = tenants.byId(tenant).orElseThrow();
        cases.find(tenant, UUID.fromString(payload)).filter(file -> !file.closed()).ifPresent(file -> go(site, file));
    }

    private void go(Site site, CaseFile file) {
        Procedure procedure = view.procedure(file);
        if (!charges.settled(cases.reader(site.id()), procedure, file)) {
            return;
        }
        procedure.workflow().from(file.stand().state()).stream().filter(way -> way.by().contains(Workflow.Actor.PAYMENT)).findFirst().ifPresent(way -> {
            // If somebody changes the file at that moment, the queue tries again.
            handling.move(site, file.id(), file.revision(), way, Handling.Given.NOTHING, new Handling.Actor(null, ""), clock.instant().truncatedTo(ChronoUnit.MICROS));
        });
    }
}
