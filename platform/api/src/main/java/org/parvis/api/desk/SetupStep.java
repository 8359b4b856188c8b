package org.parvis.api.desk;

import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: a step of setting up a site, in the first-run wizard, and in « Ma journée » until it is done.
 *
 * <p>Its page is the DESK route {@code /demarrage/<name>} of the module that contributes it, within the macro {@code desk.step}; its
 * form ends with a redirect to {@code /demarrage/suite?de=<name>}, which leads to the next step.
 */
@ConsumerType
public interface SetupStep {

    Step step();

    /** Whether the tenant has done it; skipping is not doing. */
    boolean done(TenantId tenant);

    /**
     * @param name segment of the address
     * @param labelKey message
     * @param order lower comes first
     */
    record Step(String name, String labelKey, int order) {}
}
