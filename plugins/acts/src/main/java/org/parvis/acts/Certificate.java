package org.parvis.acts;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.document.Documents;
import org.parvis.api.document.QrCodes;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** The certificate that an act was published: what, where, since when, and the digests of its documents, checked as it is made. */
@Component(service = Certificate.class)
public final class Certificate {
    private static final int MODULE = 6;

    private final ActFiles files;
    private final Documents documents;
    private final QrCodes codes;
    private final PublicUrls urls;
    private final Themes themes;
    private final Plugins plugins;
    private final Tenants tenants;

    @Activate
    public Certificate(
            @Reference ActFiles files,
            @Reference Documents documents,
            @Reference QrCodes codes,
            @Reference PublicUrls urls,
            @Reference Themes themes,
            @Reference Plugins plugins,
            @Reference Tenants tenants) {
        this.tenants = tenants;
        this.files = files;
        this.documents = documents;
        this.codes = codes;
        this.urls = urls;
        this.themes = themes;
        this.plugins = plugins;
    }

    /**
     * The certificate as a PDF file.
     *
     * @throws Conflict if the act was never public, or a document is no longer what was posted
     */
    byte[] make(Site site, Locale language, Act act, List<Issue> issues, Instant now) {
        if (!act.isShown(now)) {
            throw new Conflict("acts.error.unpublished");
        }
        for (Issue issue : issues) {
            if (!files.intact(site.id(), issue)) {
                throw new Conflict("acts.error.altered", issue.number());
            }
        }
        String url = urls.of(site, act.path());
        Map<String, Object> model = new HashMap<>();
        model.put("act", ActViews.Card.of(act, now));
        model.put("documents", ActViews.documents(act, issues));
        model.put("address", url);
        ActViews.Appeal appeal = ActViews.appeal(site, tenants, act, issues, now);
        if (appeal != null) {
            model.put("appeal", appeal);
        }
        if (act.withdrawal() != null) {
            model.put("withdrawal", act.withdrawal());
        }
        String title = themes.text(site.look().theme(), plugins.of(site.id()), language, "acts.certificate.title");
        return documents.pdf(new Documents.Printed(
                site, language, title + " – " + act.content().number(), now, "acts/certificate", model, Map.of("qr", codes.png(url, MODULE))));
    }
}
