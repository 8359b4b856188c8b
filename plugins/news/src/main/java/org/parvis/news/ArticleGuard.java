package org.parvis.news;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.FileGuard;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.identity.Permissions;
import org.parvis.api.route.Request;

/** What was sent with an article is public while an article that has it is: not before, nor once it is over or withdrawn. */
@Component(service = FileGuard.class)
public final class ArticleGuard implements FileGuard {
    static final String KIND = "news.attachment";

    private final Articles articles;
    private final Permissions permissions;

    @Activate
    public ArticleGuard(@Reference Articles articles, @Reference Permissions permissions) {
        this.articles = articles;
        this.permissions = permissions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayRead(Request request, StoredFile file) {
        return request.agent().filter(agent -> permissions.mayRead(agent, "news.write", request.tenant())).isPresent()
                || ArticleTable.isAttachedInPublic(articles.reader(request.tenant()), file.id(), request.now());
    }
}
