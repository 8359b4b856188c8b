package org.parvis.acts;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.file.FileGuard;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.identity.Permissions;
import org.parvis.api.route.Request;

/** The documents of an act are public while the act is posted: not before, nor once it is withdrawn, nor if it never was. */
@Component(service = FileGuard.class)
public final class ActGuard implements FileGuard {
    static final String KIND = "acts.document";

    private final Acts acts;
    private final Permissions permissions;

    @Activate
    public ActGuard(@Reference Acts acts, @Reference Permissions permissions) {
        this.acts = acts;
        this.permissions = permissions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayRead(Request request, StoredFile file) {
        return request.agent().filter(agent -> permissions.mayRead(agent, "acts.publish", request.tenant())).isPresent()
                || ActTable.using(acts.reader(request.tenant()), file.id()).stream()
                        .anyMatch(act -> act.status(request.now()) == Status.PUBLISHED);
    }

    /** Documents that were posted before files had kinds. */
    @Override
    public boolean owns(Reader data, StoredFile file) {
        return !ActTable.using(data, file.id()).isEmpty();
    }
}
