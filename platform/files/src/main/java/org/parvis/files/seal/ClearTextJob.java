package org.parvis.files.seal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ClearTexts;
import org.parvis.api.data.Database;
import org.parvis.api.data.Seal;
import org.parvis.api.data.TenantData;
import org.parvis.api.job.Job;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** Seals what tables have in clear, once after each start. */
@Component
public final class ClearTextJob implements Job {
    private static final int BATCH = 200;

    private final TenantData territory;
    private final Seal seal;
    private final Plugins plugins;

    @Activate
    public ClearTextJob(@Reference Database database, @Reference Seal seal, @Reference Plugins plugins) {
        this.territory = database.of(TenantId.TERRITORY);
        this.seal = seal;
        this.plugins = plugins;
    }

    @Override
    public String name() {
        return "files.clear-texts";
    }

    /** When it is tried again if the key cannot be read. */
    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public boolean isOver() {
        return true;
    }

    @Override
    public void run(Instant now) {
        plugins.newest().of(ClearTexts.class).forEach(this::seal);
    }

    private void seal(ClearTexts texts) {
        for (List<ClearTexts.ClearText> some = texts.some(territory, BATCH); !some.isEmpty(); some = texts.some(territory, BATCH)) {
            for (ClearTexts.ClearText one : some) {
                String sealed = seal.seal(TenantId.TERRITORY, one.text().getBytes(StandardCharsets.UTF_8), one.context());
                territory.write(transaction -> one.seal().accept(transaction, sealed));
            }
        }
    }
}
