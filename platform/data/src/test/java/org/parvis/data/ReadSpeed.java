package org.parvis.data;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.TenantData;
import org.parvis.api.tenant.TenantId;

/** Not a test: measures reads and batches per second of processor time; {@code java ... ReadSpeed [jdbc url]}. */
final class ReadSpeed {
    private static final int ROWS = Integer.getInteger("rows", 100_000);
    private static final int READS = 200_000;

    private ReadSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("parvis-read-speed");
        String url = arguments.length > 0 ? arguments[0] : "jdbc:derby:" + directory.resolve("db");
        boolean postgres = url.equals("postgres");
        try (Fixture fixture = postgres ? new Fixture(Kind.POSTGRES) : new Fixture(Kind.DERBY, url)) {
            run(fixture.open.database());
        }
        System.exit(0);
    }

    private static void run(Database database) {
        TenantData rodez = database.of(Fixture.RODEZ);
        List<UUID> ids = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            UUID id = Ids.next();
            ids.add(id);
            rows.add(new Object[] {"id", id, "title", "Title " + i, "stock", i});
        }
        String insert = "insert into shop_item (tenant_id, id, title, stock) values (:tenant, :id, :title, :stock)";
        measure("rows inserted", ROWS, run -> rodez.write(transaction -> transaction.executeAll(insert, rows)));
        String read = "select i.id, i.title, i.stock from shop_item i where i.tenant_id = :tenant and i.id = :id";
        for (int round = 1; round <= 5; round++) {
            measure("reads by primary key, round " + round, READS, run -> {
                for (int i = 0; i < READS; i++) {
                    UUID id = ids.get((int) ((i * 7_919L) % ROWS));
                    database.of(Fixture.RODEZ).one(read, row -> new Item(row.uuid("id"), row.string("title"), row.integer("stock")), "id", id).orElseThrow();
                }
            });
        }
        measure("transactions of one update", 2_000, run -> {
            for (int i = 0; i < 2_000; i++) {
                UUID id = ids.get(i);
                rodez.write(transaction -> {
                    transaction.execute("update shop_item set stock = stock + 1 where tenant_id = :tenant and id = :id", "id", id);
                    transaction.touch("shop");
                });
            }
        });
        List<TenantId> none = List.of();
        database.of(none).count("select count(*) from shop_item i where i.tenant_id in (:tenants)");
    }

    private record Item(UUID id, String title, int stock) {}

    private static void measure(String what, int count, LongConsumer work) {
        var threads = ManagementFactory.getThreadMXBean();
        long processor = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        work.accept(count);
        double processorSeconds = (threads.getCurrentThreadCpuTime() - processor) / 1e9;
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        System.out.printf("%-35s %,10.0f/s of processor time, %,10.0f/s of wall time%n", what, count / processorSeconds, count / wallSeconds);
    }
}
