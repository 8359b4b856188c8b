package org.parvis.site.hours;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.SetupStep;
import org.parvis.api.tenant.TenantId;

/** Opening hours as a step of setting up a site. */
@Component(service = SetupStep.class)
public final class HoursStep implements SetupStep {

    private final Hours hours;

    @Activate
    public HoursStep(@Reference Hours hours) {
        this.hours = hours;
    }

    @Override
    public Step step() {
        return new Step("horaires", "site.desk.step.hours", 40);
    }

    @Override
    public boolean done(TenantId tenant) {
        return hours.places(tenant).stream().anyMatch(place -> !place.week().isClosed());
    }
}
