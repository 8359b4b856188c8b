package org.parvis.plugins;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Tells whether the components of a bundle found what they need; those that wait for the end of the boot are not waited for. */
final class Readiness implements ServiceListener {

    /** Components are looked at again after each service that comes, and after this while. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final ServiceComponentRuntime components;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();

    Readiness(ServiceComponentRuntime components) {
        this.components = components;
    }

    /**
     * Waits until the components of a started bundle are satisfied.
     *
     * @return what is still missing when the time is over, a sentence each; empty if nothing is
     */
    List<String> await(Bundle bundle, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        lock.lock();
        try {
            List<String> missing = missing(bundle);
            while (!missing.isEmpty() && System.nanoTime() < end) {
                something.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                missing = missing(bundle);
            }
            return missing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted while waiting for the components of " + bundle.getSymbolicName());
        } finally {
            lock.unlock();
        }
    }

    /** What is missing from elsewhere; what components of the bundle owe each other follows from that and is only said alone. */
    List<String> missing(Bundle bundle) {
        Set<String> own = new HashSet<>();
        Set<String> elsewhere = new LinkedHashSet<>();
        Set<String> within = new LinkedHashSet<>();
        Collection<ComponentDescriptionDTO> descriptions = components.getComponentDescriptionDTOs(bundle);
        descriptions.forEach(description -> own.addAll(List.of(description.serviceInterfaces)));
        for (ComponentDescriptionDTO description : descriptions) {
            if (description.defaultEnabled) {
                for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                    missing(description, configuration, own, elsewhere, within);
                }
            }
        }
        return List.copyOf(elsewhere.isEmpty() ? within : elsewhere);
    }

    private static void missing(
            ComponentDescriptionDTO description,
            ComponentConfigurationDTO configuration,
            Set<String> own,
            Set<String> elsewhere,
            Set<String> within) {
        if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                String service = interfaceOf(description, reference);
                if (reference.target != null && reference.target.contains(PluginPlatform.BOOTED)) {
                    continue;
                }
                if (own.contains(service)) {
                    within.add(description.name + " needs " + service);
                } else {
                    elsewhere.add("nobody offers the service " + service);
                }
            }
        } else if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            elsewhere.add(description.name + " fails when it is made: " + firstLine(configuration.failure));
        }
    }

    private static String interfaceOf(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO reference) {
        return Arrays.stream(description.references)
                .filter(declared -> declared.name.equals(reference.name))
                .map((ReferenceDTO declared) -> declared.interfaceName)
                .findFirst()
                .orElse(reference.name);
    }

    private static String firstLine(String trace) {
        return trace == null ? "no reason given" : trace.lines().findFirst().orElse("").strip();
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED && lock.tryLock()) {
            try {
                something.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
