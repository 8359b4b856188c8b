package org.parvis.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.api.job.Job;
import org.parvis.api.job.Jobs;

class JobsTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final SettableClock clock = new SettableClock();
    private final FakeContributions plugins = new FakeContributions();

    /** A node whose scheduler runs when told so. */
    private final class Node {
        private final com.github.kagkarlsson.scheduler.testhelper.SettableClock time = new com.github.kagkarlsson.scheduler.testhelper.SettableClock();
        private final ManualScheduler manual;
        private final JobScheduler jobs;

        private Node(Fixture fixture) {
            OpenDatabase open = OpenDatabase.open(DataSettings.of(fixture.url), clock, plugins.contributors());
            TestHelper.ManualSchedulerBuilder builder = TestHelper.createManualScheduler(open.dataSource(), open.jobTask().task()).clock(time);
            builder.tableName(JobScheduler.TABLE);
            manual = builder.build();
            jobs = new JobScheduler(open.jobTask(), open.jobRuns(), manual, clock);
        }

        private void turn() {
            time.set(clock.instant());
            jobs.notice();
            manual.runAnyDueExecutions();
        }

        private Jobs.State state(String name) {
            return jobs.all().stream().filter(state -> state.name().equals(name)).findFirst().orElseThrow();
        }
    }

    private static Job job(String name, Duration every, Consumer<Instant> run) {
        return telling(name, every, (now, progress) -> run.accept(now));
    }

    private static Job telling(String name, Duration every, BiConsumer<Instant, Job.Progress> run) {
        return new Job() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration every() {
                return every;
            }

            @Override
            public void run(Instant now) {
                run(now, Progress.NONE);
            }

            @Override
            public void run(Instant now, Progress progress) {
                run.accept(now, progress);
            }
        };
    }

    /** Has something to do so many times. */
    private static final class Ending implements Job {
        private int left;
        private int runs;

        private Ending(int left) {
            this.left = left;
        }

        @Override
        public String name() {
            return "shop.once";
        }

        @Override
        public Duration every() {
            return FIVE_MINUTES;
        }

        @Override
        public void run(Instant now) {
            runs++;
            left--;
        }

        @Override
        public boolean isOver() {
            return left <= 0;
        }
    }

    @OnBoth
    void aJobThatHasNothingLeftToDoRunsAgainAfterTheNextStart(Fixture fixture) {
        Ending job = new Ending(2);
        plugins.services.add(job);
        Node node = new Node(fixture);
        node.turn();
        for (int run = 1; run <= 3; run++) {
            clock.advance(FIVE_MINUTES);
            node.turn();
            assertThat(job.runs).isEqualTo(Math.min(run, 2));
        }
        assertThat(node.state("shop.once").next()).isNull();
        Node restarted = new Node(fixture);
        restarted.turn();
        clock.advance(FIVE_MINUTES);
        restarted.turn();
        assertThat(job.runs).isEqualTo(3);
    }

    @OnBoth
    void aJobRunsAtItsPaceOnOneNodeOnly(Fixture fixture) {
        List<Instant> runs = new ArrayList<>();
        plugins.services.add(job("shop.tidy", FIVE_MINUTES, runs::add));
        Node one = new Node(fixture);
        Node two = new Node(fixture);
        one.turn();
        assertThat(runs).as("not at once").isEmpty();
        clock.advance(Duration.ofSeconds(10));
        one.turn();
        two.turn();
        assertThat(runs).hasSize(1);
        clock.advance(Duration.ofMinutes(4));
        two.turn();
        one.turn();
        assertThat(runs).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        two.turn();
        one.turn();
        assertThat(runs).hasSize(2);
        assertThat(plugins.holds).hasValue(0);
    }

    @OnBoth
    void operatorsSeeWhenAJobRunsHowItWentAndHowFarItCame(Fixture fixture) {
        plugins.services.add(telling("shop.count", FIVE_MINUTES, (now, progress) -> {
            progress.at(3, 10);
            clock.advance(Duration.ofSeconds(7));
            progress.at(10, 10);
        }));
        Node node = new Node(fixture);
        node.turn();
        assertThat(node.state("shop.count").last()).isNull();
        clock.advance(Duration.ofSeconds(10));
        Instant start = clock.instant();
        node.turn();
        Jobs.State state = node.state("shop.count");
        assertThat(state.last()).isEqualTo(new Jobs.Run(start, start.plusSeconds(7), null, 10, 10));
        assertThat(state.next()).isEqualTo(start.plusSeconds(7).plus(FIVE_MINUTES));
        assertThat(state.running()).isFalse();
        assertThat(state.failed()).isNull();
        assertThat(state.every()).isEqualTo(FIVE_MINUTES);
    }

    @OnBoth
    void aJobThatFailsRunsAgainAtItsPaceAndSaysWhy(Fixture fixture) {
        List<@Nullable String> faults = new ArrayList<>(List.of("dust"));
        plugins.services.add(job("shop.tidy", FIVE_MINUTES, now -> {
            if (!faults.isEmpty()) {
                throw new IllegalStateException(faults.remove(0));
            }
        }));
        Node node = new Node(fixture);
        node.turn();
        clock.advance(Duration.ofSeconds(10));
        node.turn();
        assertThat(node.state("shop.tidy").last()).extracting(Jobs.Run::error).isEqualTo("java.lang.IllegalStateException: dust");
        assertThat(node.state("shop.tidy").next()).isEqualTo(clock.instant().plus(FIVE_MINUTES));
        clock.advance(FIVE_MINUTES);
        node.turn();
        assertThat(node.state("shop.tidy").last()).extracting(Jobs.Run::error).isNull();
        assertThat(node.state("shop.tidy").failed()).extracting(Jobs.Run::error).isEqualTo("java.lang.IllegalStateException: dust");
        assertThat(node.jobs.runs("shop.tidy", 10)).hasSize(2);
    }

    @OnBoth
    void anOperatorLetsAJobRunNow(Fixture fixture) {
        List<Instant> runs = new ArrayList<>();
        plugins.services.add(job("shop.yearly", Duration.ofDays(365), runs::add));
        Node node = new Node(fixture);
        node.turn();
        clock.advance(Duration.ofSeconds(10));
        node.turn();
        assertThat(node.jobs.runNow("shop.yearly")).isTrue();
        node.turn();
        assertThat(runs).hasSize(2);
        assertThat(node.jobs.runNow("shop.unknown")).isFalse();
    }

    @OnBoth
    void aJobGoesWithItsPluginAndIsNotLateWhenItComesBack(Fixture fixture) {
        List<Instant> runs = new ArrayList<>();
        Job job = job("shop.tidy", FIVE_MINUTES, runs::add);
        plugins.services.add(job);
        Node node = new Node(fixture);
        node.turn();
        clock.advance(Duration.ofSeconds(10));
        node.turn();
        plugins.services.remove(job);
        clock.advance(FIVE_MINUTES);
        node.turn();
        assertThat(runs).hasSize(1);
        assertThat(node.jobs.all()).extracting(Jobs.State::name).doesNotContain("shop.tidy");
        plugins.services.add(job);
        Node restarted = new Node(fixture);
        restarted.turn();
        clock.advance(FIVE_MINUTES);
        restarted.turn();
        assertThat(runs).hasSize(2);
    }

    @OnBoth
    void theSchedulerItselfRunsThem(Fixture fixture) throws InterruptedException {
        BlockingQueue<Instant> runs = new LinkedBlockingQueue<>();
        plugins.services.add(job("shop.tidy", Duration.ofMillis(1), runs::add));
        try (OpenDatabase running = OpenDatabase.open(DataSettings.of(fixture.kind().newUrl()), Clock.systemUTC(), plugins.contributors())) {
            running.start();
            assertThat(runs.poll(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(runs.poll(30, TimeUnit.SECONDS)).as("again").isNotNull();
        }
    }
}
