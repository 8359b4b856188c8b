package org.parvis.tenancy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;

/** Addresses made of the hosts of the sites, and of scheme and port from the front's configuration. */
@Component(configurationPid = {"org.parvis.tenancy", "org.parvis.web"})
public final class SitePublicUrls implements PublicUrls {
    private static final int DEFAULT_PORT = 8080;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final String scheme;
    private final String port;
    private final String territoryHost;

    /** Of {@code org.parvis.tenancy} and {@code org.parvis.web}. */
    @interface Config {
        String territoryHost() default "localhost";

        String publicScheme() default "http";

        /** As visitors see it; zero: that of https (a proxy speaks it: the front does not), or else the one that the front listens at. */
        int publicPort() default 0;
    }

    @Activate
    public SitePublicUrls(BundleContext context, Config config) {
        this(config, context.getProperty("parvis.port"));
    }

    /** @param listening port that the front listens at; null: 8080 */
    SitePublicUrls(Config config, @Nullable String listening) {
        this.scheme = config.publicScheme().isBlank() ? "http" : config.publicScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        int front = usual == HTTPS_PORT ? HTTPS_PORT : listening == null ? DEFAULT_PORT : Integer.parseInt(listening);
        int visible = config.publicPort() > 0 ? config.publicPort() : front;
        this.port = visible == usual ? "" : ":" + visible;
        this.territoryHost = config.territoryHost().toLowerCase(Locale.ROOT);
    }

    @Override
    public String of(Site site, String path) {
        return scheme + "://" + site.host() + port + path;
    }

    @Override
    public String desk(Site site, String path) {
        return scheme + "://" + territoryHost + port + "/bureau/" + site.tenant().slug() + path;
    }
}
