package org.parvis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.data.Fixture.RODEZ;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.event.WorkQueue;
import org.parvis.api.tenant.TenantId;

class WorkTest {
    private final SettableClock clock = new SettableClock();
    private final List<String> done = new ArrayList<>();
    private boolean failing;
    private final FakeContributions plugins = new FakeContributions();

    private OpenDatabase node(Fixture fixture) {
        return OpenDatabase.open(DataSettings.of(fixture.url), clock, plugins.contributors());
    }

    private WorkConsumer consumer() {
        return new WorkConsumer() {
            @Override
            public String queue() {
                return "shop.mail";
            }

            @Override
            public void work(TenantId tenant, String payload) {
                assertThat(plugins.holds).hasValue(1);
                done.add(tenant + " " + payload);
                if (failing) {
                    throw new IllegalStateException("no mail today");
                }
            }
        };
    }

    private static void enqueue(OpenDatabase node, String payload) {
        node.database().of(RODEZ).write(transaction -> transaction.enqueue("shop.mail", payload));
    }

    private static long waiting(OpenDatabase node, String condition) {
        return node.database().acrossTerritory("test").count("select count(*) from data_work where " + condition);
    }

    @OnBoth
    void queuedWorkIsDoneOnceAndForItsTenant(Fixture fixture) {
        plugins.services.add(consumer());
        OpenDatabase node = node(fixture);
        enqueue(node, "42");
        assertThat(node.work().takeTurn()).isZero();
        assertThat(node.work().takeTurn()).isPositive();
        assertThat(done).containsExactly(RODEZ + " 42");
        assertThat(waiting(node, "1 = 1")).isZero();
        assertThat(plugins.holds).hasValue(0);
    }

    @OnBoth
    void workOfATransactionThatFailsIsNotDone(Fixture fixture) {
        plugins.services.add(consumer());
        OpenDatabase node = node(fixture);
        assertThatThrownBy(() -> node.database().of(RODEZ).write(transaction -> {
                    transaction.enqueue("shop.mail", "42");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(node.work().takeTurn()).isPositive();
        assertThat(done).isEmpty();
    }

    @OnBoth
    void workWaitsUntilSomebodyTakesItsQueue(Fixture fixture) {
        OpenDatabase node = node(fixture);
        enqueue(node, "42");
        assertThat(node.work().takeTurn()).isPositive();
        plugins.services.add(consumer());
        assertThat(node.work().takeTurn()).isZero();
        assertThat(done).hasSize(1);
    }

    @OnBoth
    void failedWorkIsTriedAgainEverLaterAndSetAsideAfterTenFailures(Fixture fixture) {
        plugins.services.add(consumer());
        failing = true;
        OpenDatabase node = node(fixture);
        enqueue(node, "42");
        for (int attempt = 1; attempt <= WorkTable.ATTEMPTS; attempt++) {
            assertThat(node.work().takeTurn()).isZero();
            assertThat(node.work().takeTurn()).as("not at once").isPositive();
            clock.advance(WorkTable.pause(attempt));
        }
        clock.advance(Duration.ofDays(1));
        assertThat(node.work().takeTurn()).isPositive();
        assertThat(done).hasSize(WorkTable.ATTEMPTS);
        assertThat(waiting(node, "set_aside is not null and last_error like '%no mail today%'")).isEqualTo(1);
        assertThat(node.workQueue().counts()).isEqualTo(new WorkQueue.Counts(0, 1));
        WorkQueue.SetAside aside = node.workQueue().setAside(10).get(0);
        assertThat(aside.payload()).isEqualTo("42");
        failing = false;
        assertThat(node.workQueue().retry(aside.id())).isTrue();
        assertThat(node.workQueue().retry(aside.id())).isFalse();
        assertThat(node.work().takeTurn()).isZero();
        assertThat(node.workQueue().counts()).isEqualTo(new WorkQueue.Counts(0, 0));
    }

    @OnBoth
    void twoNodesNeverHaveTheSameWork(Fixture fixture) {
        OpenDatabase node = node(fixture);
        enqueue(node, "a");
        enqueue(node, "b");
        WorkTable one = new WorkTable(new Connections(Store.open(DataSettings.of(fixture.url))), clock, UUID.randomUUID());
        WorkTable two = new WorkTable(new Connections(Store.open(DataSettings.of(fixture.url))), clock, UUID.randomUUID());
        List<String> queues = List.of("shop.mail");
        assertThat(one.take(queues).orElseThrow().payload()).isEqualTo("a");
        assertThat(two.take(queues).orElseThrow().payload()).isEqualTo("b");
        assertThat(two.take(queues)).isEmpty();
        clock.advance(WorkTable.LEASE);
        assertThat(two.take(queues).orElseThrow().attempts()).as("work of a node that died").isEqualTo(2);
    }

    @OnBoth
    void workBeginsRightAfterTheCommit(Fixture fixture) throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        plugins.services.add(new WorkConsumer() {
            @Override
            public String queue() {
                return "shop.mail";
            }

            @Override
            public void work(TenantId tenant, String payload) {
                seen.add(payload);
            }
        });
        try (OpenDatabase running = OpenDatabase.open(DataSettings.of(fixture.kind().newUrl()), Clock.systemUTC(), plugins.contributors())) {
            running.start();
            enqueue(running, "42");
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("42");
        }
    }
}
