package org.parvis.files.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parvis.api.data.ClearTexts;
import org.parvis.api.data.Reader;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.PlainSeal;
import org.parvis.testkit.TestDatabase;

class ClearTextJobTest {

    /** More than fit into one batch. */
    private static final int MANY = 450;

    private final Map<String, String> clear = new TreeMap<>();
    private final Map<String, String> sealed = new LinkedHashMap<>();

    private final class Table implements ClearTexts {
        @Override
        public List<ClearText> some(Reader territory, int most) {
            return new ArrayList<>(clear.entrySet()).stream()
                    .limit(most)
                    .map(row -> new ClearText(row.getValue(), "row " + row.getKey(), (transaction, text) -> {
                        clear.remove(row.getKey());
                        sealed.put(row.getKey(), text);
                    }))
                    .toList();
        }
    }

    @OnBothDatabases
    void allThatStandsInClearIsSealedAndThenItIsOver(TestDatabase database) {
        for (int i = 0; i < MANY; i++) {
            clear.put("k" + i, "secret é " + i);
        }
        PlainSeal seal = new PlainSeal();
        ClearTextJob job = new ClearTextJob(database.database(), seal, FakePlugins.of("files", new Table()));
        job.run(Instant.EPOCH);
        assertThat(clear).isEmpty();
        assertThat(sealed).hasSize(MANY);
        assertThat(new String(seal.open(TenantId.TERRITORY, sealed.get("k449"), "row k449"), StandardCharsets.UTF_8)).isEqualTo("secret é 449");
        assertThat(job.isOver()).isTrue();
    }
}
