package org.parvis.backoffice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.SetupStep;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** How far a tenant is with setting up its site. */
@Component(service = Setup.class)
public final class Setup {

    /** A step of the wizard. */
    public record Progress(String name, String labelKey, boolean done, int number) {}

    private final Plugins plugins;

    @Activate
    public Setup(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    /** All steps, in their order. */
    public List<Progress> steps(TenantId tenant) {
        List<SetupStep> steps = plugins.of(tenant).of(SetupStep.class).stream()
                .sorted(Comparator.comparingInt(step -> step.step().order()))
                .toList();
        return steps.stream()
                .map(step -> new Progress(step.step().name(), step.step().labelKey(), step.done(tenant), steps.indexOf(step) + 1))
                .toList();
    }

    /** The step after the one of that name, if there is one. */
    Optional<Progress> after(TenantId tenant, String name) {
        List<Progress> steps = steps(tenant);
        for (int i = 0; i < steps.size() - 1; i++) {
            if (steps.get(i).name().equals(name)) {
                return Optional.of(steps.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
