package org.parvis.demarches;

import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Transaction;
import org.parvis.api.payment.Euros;
import org.parvis.api.payment.Payment;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;

/** Has agents told that something was paid online: nobody at the counter saw it, and the file waits for somebody to go on with it. */
@Component(service = PaidNotice.class)
public final class PaidNotice {
    private final Tenants tenants;
    private final Procedures procedures;
    private final InFromOutside outside;

    @Activate
    public PaidNotice(@Reference Tenants tenants, @Reference Procedures procedures, @Reference InFromOutside outside) {
        this.tenants = tenants;
        this.procedures = procedures;
        this.outside = outside;
    }

    /** In the transaction of the payment. A file that goes on by itself as soon as all is paid waits for nobody. */
    void paid(Transaction transaction, Payment payment, CaseFile file) {
        Procedure procedure = procedures.of(file);
        boolean goesOn = procedure.workflow().from(file.stand().state()).stream().anyMatch(way -> way.by().contains(Workflow.Actor.PAYMENT));
        if (payment.isPaidOnline() && !goesOn) {
            String text = payment.order().object() + " – " + Euros.text(payment.order().cents(), Locale.FRENCH);
            tenants.byId(payment.tenant()).ifPresent(site ->
                    outside.came(new CaseListener.Moment(transaction, site, procedure, file), CaseListener.News.PAID, payment.changed(), text));
        }
    }
}
