package org.parvis.tenancy;

import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;

/** Addresses made of the hosts of the sites, and of scheme and port from the front's configuration. */
@Component(configurationPid = {"org.parvis.tenancy", "org.apache.felix.http", "org.parvis.web"})
public final class SitePublicUrls implements PublicUrls {
    private final String scheme;
    private final String port;
    private final String territoryHost;

    /** Of {@code org.parvis.tenancy}, {@code org.parvis.web} and the HTTP service. */
    @interface Config {
        String territoryHost() default "localhost";

        String publicScheme() default "http";

        /** Zero: the port that the HTTP service listens at. */
        int publicPort() default 0;

        int org_osgi_service_http_port() default 8080;
    }

    @Activate
    public SitePublicUrls(Config config) {
        this.scheme = config.publicScheme().isBlank() ? "http" : config.publicScheme().toLowerCase(Locale.ROOT);
        int visible = config.publicPort() > 0 ? config.publicPort() : config.org_osgi_service_http_port();
        boolean usual = visible == (scheme.equals("https") ? 443 : 80);
        this.port = usual ? "" : ":" + visible;
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
