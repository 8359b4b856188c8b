package org.parvis.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Migrations;
import org.parvis.api.event.WorkQueue;
import org.parvis.api.job.Jobs;
import org.parvis.data.check.StatementCheck;

/** A database that is open, with the platform's own tables in place; all that the api promises, without a container. */
public final class OpenDatabase implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final Duration LEASE_CHECK = WorkTable.LEASE.dividedBy(4);

    private final Store store;
    private final Connections connections;
    private final List<ChangeListener> listeners;
    private final DigestedMigrations migrations;
    private final Doors doors;
    private final WorkTable workTable;
    private final JobRuns jobRuns;
    private final JobTask jobTask;
    private final SqlWorkQueue workQueue;
    private final WorkRunner work;
    private final JobScheduler jobs;
    private final @Nullable ChangeFollower follower;
    private final List<Workers> threads = new CopyOnWriteArrayList<>();

    private OpenDatabase(Store store, Clock clock, Contributors contributors) {
        UUID node = UUID.randomUUID();
        this.store = store;
        connections = new Connections(store);
        listeners = contributors.listeners();
        Catalogue catalogue = new Catalogue(connections);
        Statements statements = new Statements(new StatementCheck(catalogue), store.scopePrefix());
        migrations = new DigestedMigrations(store, clock, () -> {
            catalogue.forget();
            statements.forget();
            connections.schemaChanged();
        });
        Changes changes = new Changes(node, store.shared(), clock, listeners);
        workTable = new WorkTable(connections, clock, node);
        jobRuns = new JobRuns(connections, clock);
        jobTask = new JobTask(jobRuns, contributors, List.of(new ChangeTrimming(connections)), clock);
        doors = new Doors(connections, statements, new Transactions(connections, statements, changes, workTable));
        workQueue = new SqlWorkQueue(connections, clock, workTable.alarm());
        work = new WorkRunner(workTable, contributors, clock);
        jobs = new JobScheduler(jobTask, jobRuns, JobScheduler.scheduler(connections.dataSource(), jobTask, node), clock);
        follower = store instanceof PostgresStore shared ? new ChangeFollower(connections, shared, changes, workTable.alarm(), node, clock) : null;
    }

    /**
     * Opens a database and brings the platform's own tables up to date.
     *
     * @throws Migrations.MigrationFailed if that fails, or the database cannot be reached
     */
    public static OpenDatabase open(DataSettings settings, Clock clock) {
        return open(settings, clock, new Contributors());
    }

    static OpenDatabase open(DataSettings settings, Clock clock, Contributors contributors) {
        OpenDatabase opened = new OpenDatabase(Store.open(settings), clock, contributors);
        try {
            opened.prepare();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void prepare() {
        migrations.apply(new OwnChangeLog());
        if (!store.shared()) {
            workTable.releaseAll();
            jobRuns.releaseAll();
        }
        if (follower != null) {
            follower.begin();
        }
    }

    /** Begins to run queued work and jobs, and to follow other nodes. */
    void start() {
        threads.add(new Workers("parvis-work", WORKERS, workTable.alarm(), work::takeTurn));
        jobs.start();
        threads.add(new Workers("parvis-job-watch", 1, new Alarm(), jobs::notice));
        threads.add(new Workers("parvis-lease", 1, new Alarm(), () -> {
            work.extendLeases();
            return LEASE_CHECK;
        }));
        if (follower != null) {
            threads.add(new Workers("parvis-follow", 1, new Alarm(), follower::listen));
        }
        threads.forEach(Workers::start);
    }

    WorkRunner work() {
        return work;
    }

    /** Null when no other node can be there. */
    @Nullable ChangeFollower follower() {
        return follower;
    }

    JobTask jobTask() {
        return jobTask;
    }

    JobRuns jobRuns() {
        return jobRuns;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Database database() {
        return doors;
    }

    public Migrations migrations() {
        return migrations;
    }

    public WorkQueue workQueue() {
        return workQueue;
    }

    /** The pool, for the platform's own use. */
    public DataSource dataSource() {
        return connections.dataSource();
    }

    public void add(ChangeListener listener) {
        listeners.add(listener);
    }

    public void remove(ChangeListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.stop();
        }
        threads.forEach(Workers::close);
        jobs.close();
        connections.close();
        store.close();
    }

    /** Where this bundle's own migrations are. */
    private static final class OwnChangeLog implements Migrations.Source {
        private static final String FILE = "changelog.yaml";

        @Override
        public String name() {
            return "data";
        }

        @Override
        public Optional<InputStream> open(String path) throws IOException {
            return path.equals(FILE) ? Optional.ofNullable(OpenDatabase.class.getResourceAsStream("db/" + FILE)) : Optional.empty();
        }

        @Override
        public List<String> paths() {
            return List.of(FILE);
        }
    }
}
