package org.parvis.site.page;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.desk.CheckedContent;
import org.parvis.api.tenant.TenantId;

/** Published pages that agents wrote, for the list of accessibility findings. */
@Component
public final class CheckedPages implements CheckedContent {

    private final Database database;

    @Activate
    public CheckedPages(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Kind kind() {
        return new Kind("site.media.page", "site.pages");
    }

    @Override
    public List<Text> texts(TenantId tenant, Instant now, int limit) {
        return PageTable.published(database.of(tenant), limit).stream()
                .map(page -> new Text(page.head().title(), "/pages/" + page.head().id(), page.body().html()))
                .toList();
    }
}
