package org.parvis.data;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Migrations;
import org.parvis.api.event.WorkQueue;
import org.parvis.api.job.Jobs;
import org.parvis.api.plugin.Plugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database in the container and registers it; asks again until it answers. */
@Component(service = {}, immediate = true, configurationPid = "org.parvis.data")
public final class DataService {
    private static final Logger LOG = LoggerFactory.getLogger(DataService.class);
    private static final long PAUSE_SECONDS = 3;

    private final BundleContext context;
    private final DataSettings settings;
    private final Contributors contributors = new Contributors();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final Thread opening;
    private @Nullable OpenDatabase open;

    @Activate
    public DataService(BundleContext context, Map<String, Object> configuration) {
        this.context = context;
        this.settings = Configuration.read(configuration, context::getProperty);
        this.opening = new Thread(this::open, "parvis-data-open");
        opening.start();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindPlugins(Plugins plugins) {
        contributors.plugins(plugins);
    }

    void unbindPlugins(Plugins plugins) {
        contributors.noPlugins(plugins);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addChangeListener(ChangeListener listener, Map<String, Object> properties) {
        contributors.addListener(listener, properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0);
    }

    void removeChangeListener(ChangeListener listener) {
        contributors.removeListener(listener);
    }

    private void open() {
        boolean said = false;
        while (stopping.getCount() > 0) {
            try {
                started(OpenDatabase.open(settings, Clock.systemUTC(), contributors));
                return;
            } catch (RuntimeException | LinkageError e) {
                if (!said) {
                    LOG.error("The database {} cannot be opened: {}. Trying again every {} seconds.", settings, reason(e), PAUSE_SECONDS);
                    LOG.debug("not opened", e);
                    said = true;
                }
            }
            pause();
        }
    }

    private static String reason(Throwable e) {
        return e instanceof LinkageError ? e.toString() : String.valueOf(e.getMessage());
    }

    private void pause() {
        try {
            stopping.await(PAUSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private synchronized void started(OpenDatabase opened) {
        if (stopping.getCount() == 0) {
            opened.close();
            return;
        }
        open = opened;
        LOG.info("Database: {}", settings);
        register(Clock.class, Clock.systemUTC());
        register(DataSource.class, opened.dataSource());
        register(WorkQueue.class, opened.workQueue());
        register(Jobs.class, opened.jobs());
        register(Database.class, opened.database());
        register(Migrations.class, opened.migrations());
        opened.start();
    }

    private <T> void register(Class<T> kind, T service) {
        Dictionary<String, Object> properties = new Hashtable<>();
        registrations.add(context.registerService(kind, service, properties));
    }

    @Deactivate
    void close() throws InterruptedException {
        stopping.countDown();
        opening.join(TimeUnit.SECONDS.toMillis(PAUSE_SECONDS * 10));
        synchronized (this) {
            for (int i = registrations.size() - 1; i >= 0; i--) {
                registrations.get(i).unregister();
            }
            registrations.clear();
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }
}
