package org.parvis.site.page;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.file.PicturesInText;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Main pictures of pages, and pictures and files that stand in their text, removed ones included, since they may come back. */
@Component(service = MediaUse.class)
public final class PageMedia implements MediaUse {

    private final Pages pages;
    private final Database database;

    @Activate
    public PageMedia(@Reference Pages pages, @Reference Database database) {
        this.pages = pages;
        this.database = database;
    }

    @Override
    public List<Use> uses(TenantId tenant, Reader data, String id) {
        return PageTable.using(data, id).stream()
                .map(page -> new Use("site.media.page", page.head().title(), "/pages/" + page.head().id()))
                .toList();
    }

    @Override
    public void replace(TenantId tenant, String id, Image by, Agent agent, Instant now) {
        for (Page page : PageTable.using(database.of(tenant), id)) {
            Html body = new Html(PicturesInText.replaced(page.body().html(), id, by));
            PageImage image = id.equals(page.image().id()) ? new PageImage(by.id(), page.image().decorative(), page.image().alt()) : page.image();
            pages.save(tenant, new Page(page.head(), body, page.verified(), page.updated(), image), agent, now);
        }
    }
}
