package org.parvis.audit;

import java.util.Locale;
import org.parvis.api.audit.AuditEntry;
import org.parvis.testkit.TestDatabase;

/** Not a test: prints how many entries a second are verified, the median of five runs; {@code java ... VerifySpeed [derby|postgresql]}. */
final class VerifySpeed {
    private static final int ENTRIES = Integer.getInteger("entries", 200_000);
    private static final int BATCH = 1_000;
    private static final int RUNS = 5;

    private VerifySpeed() {}

    public static void main(String[] arguments) {
        boolean postgres = arguments.length > 0 && arguments[0].equals("postgresql");
        Fixture fixture = new Fixture(postgres ? TestDatabase.postgres() : TestDatabase.derby());
        AuditEntry.Party agent = new AuditEntry.Party("0b7a6c1e-5d0f-4f4e-9d55-2f7f6a1b2c3d", "Jeanne Martin");
        AuditEntry.Party person = new AuditEntry.Party("usager@example.org", "Yvonne Yver");
        for (int i = 0; i < ENTRIES / BATCH; i++) {
            int batch = i;
            fixture.database.of(Fixture.RODEZ).write(transaction -> {
                for (int j = 0; j < BATCH; j++) {
                    fixture.audit.record(transaction, AuditEntry.by(agent, "demarches.read", "dossier-" + batch + "-" + j).concerning(person).detail("Dossier " + batch));
                }
            });
            fixture.sealer.seal(Fixture.RODEZ);
        }
        double[] rates = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long begin = System.nanoTime();
            Verifier.Report report = fixture.report();
            if (report.entries() != ENTRIES || !report.findings().isEmpty()) {
                throw new IllegalStateException(report.toString());
            }
            rates[run] = ENTRIES / ((System.nanoTime() - begin) / 1e9);
        }
        java.util.Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "%.0f%n", rates[RUNS / 2]);
        System.exit(0);
    }
}
