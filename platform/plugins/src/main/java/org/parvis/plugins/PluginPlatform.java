package org.parvis.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Migrations;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.plugin.PluginFleet.Mode;
import org.parvis.api.plugin.PluginFleet.Refused;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.plugin.PluginsChanged;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts together, and runs them in one thread: the boot, then what comes into the folders and off the console. */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.parvis.api.plugin.Plugins,org.parvis.api.plugin.PluginFleet\"")
@Component(service = {}, immediate = true, configurationPid = "org.parvis.plugins")
public final class PluginPlatform {

    /** Service property of {@link Plugins}: true once everything that was to be started has been. */
    static final String BOOTED = "parvis.booted";

    private static final Logger LOG = LoggerFactory.getLogger(PluginPlatform.class);
    private static final long LOOK_SECONDS = 1;
    private static final long TRY_AGAIN_SECONDS = 5;

    private final BundleContext context;
    private final Migrations migrations;
    private final Activations activations;
    private final PluginTable table;
    private final Lifecycle lifecycle;
    private final Fleet fleet;
    private final Boot boot;
    private final List<DeployFolder> folders;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "parvis-plugins"));
    private final ServiceTracker<PluginsChanged, PluginsChanged> listeners;
    private final ServiceTracker<Tenants, Tenants> tenants;
    private final ServiceListener services = this::serviceChanged;
    private final Readiness readiness;
    private final AtomicBoolean collecting = new AtomicBoolean();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final ServiceRegistration<Plugins> registration;
    private volatile Settings settings;

    @Activate
    public PluginPlatform(
            BundleContext context,
            @Reference Database database,
            @Reference Migrations migrations,
            @Reference ServiceComponentRuntime components,
            Settings.Config config) {
        this.context = context;
        this.migrations = migrations;
        this.settings = Settings.of(config);
        this.activations = new Activations(database);
        this.table = new PluginTable(settings.defaults(), this::tellListeners);
        this.listeners = new ServiceTracker<>(context, PluginsChanged.class, null);
        this.tenants = new ServiceTracker<>(context, Tenants.class, null);
        this.readiness = new Readiness(components);
        Installer installer = new Installer(context, migrations, readiness);
        Jars jars = new Jars(settings.data());
        History history = new History(Clock.systemUTC());
        this.lifecycle = new Lifecycle(context, installer, jars, table, activations, history, this::checkSignature, thread);
        this.fleet = new Fleet(table, activations, lifecycle, history, thread, this::allTenants);
        this.boot = new Boot(context, new CoreModules(context, installer), lifecycle, table, jars, history);
        this.folders = settings.deploy().stream().map(DeployFolder::new).toList();
        listeners.open();
        tenants.open();
        context.addServiceListener(services);
        context.addServiceListener(readiness);
        registrations.add(context.registerService(CollisionHook.class, PluginPlatform::mayCollide, null));
        registrations.add(context.registerService(PluginFleet.class, fleet, null));
        registration = context.registerService(Plugins.class, fleet, booted(false));
        thread.execute(this::run);
    }

    @Modified
    void changed(Settings.Config config) {
        settings = Settings.of(config);
        table.defaults(settings.defaults());
        thread.execute(lifecycle::publish);
    }

    @Deactivate
    void close() {
        context.removeServiceListener(services);
        context.removeServiceListener(readiness);
        thread.shutdownNow();
        registration.unregister();
        registrations.forEach(ServiceRegistration::unregister);
        listeners.close();
        tenants.close();
    }

    private void run() {
        try {
            migrations.apply(Resources.of("plugins", context.getBundle()));
            fleet.reload();
            registrations.add(context.registerService(ChangeListener.class, new Follower(), ranking()));
            long start = System.nanoTime();
            boot.run(folders.stream().flatMap(folder -> folder.takeAll().stream()).toList());
            registration.setProperties(booted(true));
            thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
            LOG.info("Modules and plugins are ready after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("Modules and plugins could not be started, next try in {} s", TRY_AGAIN_SECONDS, e);
            thread.schedule(this::run, TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void look() {
        for (DeployFolder folder : folders) {
            for (Path file : folder.takeNew()) {
                try {
                    lifecycle.install(file, Mode.NEWER);
                } catch (Refused | IOException e) {
                    LOG.error("{} was not installed: {}", file.getFileName(), e.getMessage());
                } catch (RuntimeException | LinkageError e) {
                    LOG.error("{} was not installed", file.getFileName(), e);
                }
            }
        }
    }

    private void checkSignature(Path jar) throws IOException {
        if (settings.requireSignatures()) {
            new Signatures(settings.trusted()).check(jar);
        }
    }

    /** Services come in crowds: one look takes in all that came until it begins. */
    private void serviceChanged(ServiceEvent event) {
        if (thread.isShutdown()) {
            return;
        }
        boolean ours = event.getServiceReference().getBundle() == null
                || table.versions().stream().anyMatch(version -> version.bundle().equals(event.getServiceReference().getBundle()));
        if (ours && PluginVersion.isContribution(event.getServiceReference()) && collecting.compareAndSet(false, true)) {
            thread.execute(() -> {
                collecting.set(false);
                lifecycle.collect();
            });
        }
    }

    private void tellListeners() {
        for (PluginsChanged listener : listeners.getTracked().values()) {
            try {
                listener.pluginsChanged();
            } catch (RuntimeException e) {
                LOG.error("{} failed when versions changed", listener.getClass().getName(), e);
            }
        }
    }

    private List<TenantId> allTenants() {
        Tenants known = tenants.getService();
        List<TenantId> all = new ArrayList<>(List.of(TenantId.TERRITORY));
        if (known != null) {
            known.all().stream().map(Site::id).forEach(all::add);
        }
        return all;
    }

    /** Two builds of one version are installed side by side for the moment of a swap. */
    private static void mayCollide(int operation, Bundle target, Collection<Bundle> others) {
        others.removeIf(other -> other.getLocation().startsWith("parvis:"));
    }

    /** The table is new before the page cache forgets, and after the tenants are known. */
    private static Dictionary<String, Object> ranking() {
        return new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 500));
    }

    private static Dictionary<String, Object> booted(boolean yes) {
        return new Hashtable<>(Map.of(BOOTED, yes));
    }

    /** Decisions that any node wrote. */
    private final class Follower implements ChangeListener {
        @Override
        public void changed(List<Change> changes) {
            if (changes.stream().anyMatch(change -> change.tag().equals(Activations.TAG) && change.tenant().equals(TenantId.TERRITORY))) {
                everything();
            }
        }

        @Override
        public void everything() {
            fleet.reload();
        }
    }
}
