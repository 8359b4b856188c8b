package org.parvis.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.outbound.Outbound.Blocked;

class GateTest {

    private static final Map<String, String> NAMES = Map.of(
            "good.example", "8.8.8.8", "inside.example", "10.0.0.7", "intranet", "10.0.0.8");

    /** Known names; everything else as the machine reads it, which looks up nothing for what is an address. */
    private static InetAddress[] names(String host) throws UnknownHostException {
        if (host.equals("mixed.example")) {
            return new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("127.0.0.1")};
        }
        return InetAddress.getAllByName(NAMES.getOrDefault(host.toLowerCase(Locale.ROOT), host));
    }

    private final Gate gate = new Gate("intranet:8080, other:80", GateTest::names);

    @Test
    void aPublicHostIsReachedAtTheAddressThatWasChecked() throws IOException {
        assertThat(gate.addresses(URI.create("https://good.example/x"), false)).containsExactly(new InetSocketAddress("8.8.8.8", 443));
        assertThat(gate.addresses(URI.create("http://good.example:8080/"), false)).containsExactly(new InetSocketAddress("8.8.8.8", 8080));
        assertThat(gate.addresses(URI.create("http://[2001:4860:4860::8888]/"), false)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://inside.example/", "http://intranet/", "http://intranet:8443/",
        // One of several addresses is enough: the next connection might take it.
        "https://mixed.example/",
        "ftp://good.example/", "file:///etc/passwd", "gopher://good.example/", "jar:http://good.example/!/", "//good.example/", "/x", "http://user@good.example/",
        "http://good.example:22/", "http://good.example:25/", "http://good.example:5432/", "http:///x"
    })
    void whatLeadsInsideOrIsNoWebAddressIsBlocked(String address) {
        assertThatExceptionOfType(Blocked.class).isThrownBy(() -> gate.addresses(URI.create(address), false));
    }

    @Test
    void anOperatorNamesInternalHostsByNameAndPort() throws IOException {
        assertThat(gate.addresses(URI.create("http://intranet:8080/"), false)).containsExactly(new InetSocketAddress("10.0.0.8", 8080));
        assertThat(gate.addresses(URI.create("http://INTRANET:8080/"), false)).hasSize(1);
        assertThat(gate.addresses(URI.create("http://inside.example:9000/"), true)).as("an address of the operator's own configuration").hasSize(1);
        assertThatExceptionOfType(Blocked.class).isThrownBy(() -> gate.addresses(URI.create("gopher://intranet:8080/"), true));
    }
}
