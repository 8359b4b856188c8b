package org.parvis.testkit;

import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;

/** Addresses as an installation behind TLS has them: {@code https://rodez.territoire.example/contact}. */
public final class FakeUrls implements PublicUrls {

    @Override
    public String of(Site site, String path) {
        return "https://" + site.host() + path;
    }

    @Override
    public String desk(Site site, String path) {
        return "https://" + FakeRequestSites.TERRITORY.host() + "/bureau/" + site.tenant().slug() + path;
    }
}
