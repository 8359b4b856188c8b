package org.parvis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.testkit.FakeRequestSites;

final class SitePublicUrlsTest {

    private record Config(String territoryHost, String publicScheme, int publicPort) implements SitePublicUrls.Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return SitePublicUrls.Config.class;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http, 0, 8080, http://rodez.territoire.example:8080/x",
        "http, 0, 80, http://rodez.territoire.example/x",
        "https, 0, 8080, https://rodez.territoire.example/x",
        "https, 443, 8080, https://rodez.territoire.example/x",
        "https, 8443, 8080, https://rodez.territoire.example:8443/x",
    })
    void addresses_have_the_port_that_visitors_see(String scheme, int publicPort, String listening, String url) {
        SitePublicUrls urls = new SitePublicUrls(new Config("territoire.example", scheme, publicPort), listening);
        assertThat(urls.of(FakeRequestSites.RODEZ, "/x")).isEqualTo(url);
        assertThat(urls.desk(FakeRequestSites.RODEZ, "/x")).isEqualTo(url.replace("rodez.", "").replace("/x", "/bureau/rodez/x"));
    }
}
