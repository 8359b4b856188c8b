package org.parvis.payments.payfip;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.parvis.api.data.Transaction;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;
import org.parvis.payments.PaymentsTown;
import org.parvis.testkit.FakeClock;
import org.parvis.testkit.FakeUrls;
import org.parvis.testkit.TestDatabase;
import org.parvis.testkit.server.PayfipSimulator;

/** The ledger with PayFiP set up, on the simulator. */
final class PayfipTown implements AutoCloseable {
    final PayfipSimulator payfip = new PayfipSimulator();
    final PaymentsTown town;
    Duration patience = Duration.ofSeconds(30);
    final PayfipMeans means;
    final TrialDesk trial;
    private final Map<String, String> chosen = new HashMap<>(Map.of("payments.payfip.mode", "production", "payments.payfip.client", "123456"));

    PayfipTown(TestDatabase database) {
        town = new PaymentsTown(database);
        PayfipService service = new PayfipService(PaymentsTown.wayOut(() -> patience), payfip.service(), payfip.page());
        means = new PayfipMeans(service, new Memory(), new FakeClock(() -> town.now));
        town.plugins.add(means);
        trial = new TrialDesk(service, new Memory(), town.ledger, database.database(), new FakeUrls(), town.audit);
    }

    void chooses(String mode) {
        chosen.put("payments.payfip.mode", mode);
    }

    static String idop(String page) {
        return URI.create(page).getQuery().substring("idop=".length());
    }

    private final class Memory implements Settings {
        @Override
        public Map<String, String> of(TenantId tenant) {
            return tenant.equals(PaymentsTown.RODEZ.id()) ? Map.copyOf(chosen) : Map.of();
        }

        @Override
        public void set(Transaction transaction, String key, String value) {
            chosen.put(key, value);
        }
    }

    @Override
    public void close() {
        payfip.close();
    }
}
