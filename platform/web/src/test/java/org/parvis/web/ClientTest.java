package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientTest {
    private static final WebSettings BEHIND_PROXY = WebSettings.of(Map.of("trustedProxies", "10.0.0.0/8, 127.0.0.1, ::1, nonsense, 10.0.0.0/99"));

    @Test
    void aStrangerIsNotBelieved() {
        Client client = client("192.0.2.7", Map.of("Host", "rodez.example:8080", "X-Forwarded-For", "1.2.3.4", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example"));
        assertThat(client).isEqualTo(new Client("rodez.example", 8080, false, "192.0.2.7"));
    }

    @Test
    void aTrustedProxyIsBelieved() {
        Client client = client("127.0.0.1", Map.of("X-Forwarded-For", "6.6.6.6, 198.51.100.4, 10.1.2.3", "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "Rodez.fr"));
        assertThat(client).isEqualTo(new Client("rodez.fr", -1, true, "198.51.100.4"));
        assertThat(client.origin()).isEqualTo("https://rodez.fr");
    }

    @Test
    void behindTlsTheHostsOwnPortIsThatOfTls() {
        WebSettings tls = WebSettings.of(Map.of("publicScheme", "https"));
        assertThat(Client.of(request("192.0.2.7", Map.of("Host", "rodez.example")), tls).origin()).isEqualTo("https://rodez.example");
        assertThat(client("127.0.0.1", Map.of("Host", "rodez.example", "X-Forwarded-Proto", "https")).origin()).isEqualTo("https://rodez.example");
        assertThat(client("127.0.0.1", Map.of("Host", "rodez.example:80")).origin()).isEqualTo("http://rodez.example");
    }

    @Test
    void whatStandsBeforeNonsenseIsNotBelieved() {
        assertThat(client("127.0.0.1", Map.of("X-Forwarded-For", "1.2.3.4, <script>")).address()).isEqualTo("127.0.0.1");
    }

    @Test
    void hostNamesAreLowerCaseWithoutTheRootsDot() {
        assertThat(Client.host("RODEZ.Example.")).isEqualTo("rodez.example");
    }

    @Test
    void rangesOfAddressesEndWithinABytes() throws Exception {
        AddressRange range = AddressRange.parse("10.32.0.0/11");
        assertThat(range.contains(InetAddress.getByName("10.63.255.255"))).isTrue();
        assertThat(range.contains(InetAddress.getByName("10.64.0.0"))).isFalse();
        assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.getByName("8.8.8.8"))).isTrue();
        assertThat(AddressRange.parse("2001:db8::/32").contains(InetAddress.getByName("2001:db8:1::1"))).isTrue();
    }

    @Test
    void badSettingsGiveWayToSafeOnes() {
        WebSettings settings = WebSettings.of(Map.of("cache", "maybe", "cacheBytes", "-3", "publicScheme", "gopher", "frameAncestors", "x; y"));
        assertThat(settings.cache()).isTrue();
        assertThat(settings.cacheBytes()).isGreaterThan(1 << 20);
        assertThat(settings.tls()).isFalse();
        assertThat(settings.frameAncestors()).isEqualTo("'self'");
    }

    private static Client client(String peer, Map<String, String> headers) {
        return Client.of(request(peer, headers), BEHIND_PROXY);
    }

    private static HttpServletRequest request(String peer, Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(ClientTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getServerName" -> "Rodez.example";
                                        case "isSecure" -> false;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
