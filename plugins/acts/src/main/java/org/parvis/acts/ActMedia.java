package org.parvis.acts;

import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Documents of acts stand in the media library too: there, none is replaced or deleted behind the act's back. */
@Component(service = MediaUse.class)
public final class ActMedia implements MediaUse {

    /** Former issues and withdrawn acts too: they are part of the proof. */
    @Override
    public List<Use> uses(TenantId tenant, Reader data, String id) {
        return ActTable.using(data, id).stream()
                .map(act -> new Use("acts.media.use", act.content().title(), "/actes/" + act.id()))
                .toList();
    }

    @Override
    public boolean keeps(TenantId tenant, Reader data, String id) {
        return !ActTable.using(data, id).isEmpty();
    }

    /** Acts show no pictures. */
    @Override
    public void replace(TenantId tenant, String id, Image by, Agent agent, Instant now) {}
}
