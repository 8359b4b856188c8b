package org.parvis.api.outbound;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Fetches from addresses that people typed, and cannot be led into the network that it stands in (server-side request forgery).
 *
 * <p>http and https alone, on ports 80, 443, 8080 and 8443. The name is looked up once; if any of its addresses is not one of the public
 * Internet (IANA's special-purpose registries, RFC 6890) nothing is sent, and the connection goes to the very address that was checked. Each
 * redirection is checked again. Certificates are verified. No cookies, no proxy, no decompression: what is counted is what came.
 */
@ProviderType
public interface Outbound {

    /**
     * Sends a request and waits for the answer, whatever its status is.
     *
     * @throws Blocked if the address, or one that it redirects to, is not allowed: nothing was sent there
     * @throws IOException if nobody answers, or not in time, or with more than allowed; its message has no secrets
     */
    Answer send(Call call) throws IOException;

    /** Fetches: GET, with {@link Limits#PAGE}. */
    default Answer get(URI address) throws IOException {
        return send(Call.get(address));
    }

    /**
     * A request.
     *
     * @param address absolute, without user information
     * @param headers by name; not sent on to another host by a redirection
     * @param ofTheOperator whether an operator's configuration gave the address: then it may be internal and on any port
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Call(String method, URI address, Map<String, String> headers, byte[] body, Limits limits, boolean ofTheOperator) {

        public Call {
            headers = Map.copyOf(headers);
        }

        public static Call get(URI address) {
            return new Call("GET", address, Map.of(), new byte[0], Limits.PAGE, false);
        }

        /** @param type Content-Type */
        public static Call post(URI address, String type, byte[] body) {
            return new Call("POST", address, Map.of("Content-Type", type), body, Limits.PAGE, false);
        }

        public Call within(Limits other) {
            return new Call(method, address, headers, body, other, ofTheOperator);
        }

        public Call header(String name, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(name, value);
            return new Call(method, address, more, body, limits, ofTheOperator);
        }

        public Call asTheOperatorSays() {
            return new Call(method, address, headers, body, limits, true);
        }
    }

    /**
     * What an answer may cost.
     *
     * @param bytes largest body
     * @param time for all of it, redirections included
     * @param redirections how many are followed, with GET and HEAD alone
     */
    record Limits(int bytes, Duration time, int redirections) {

        /** 5 MiB, 20 s, 5 redirections. */
        public static final Limits PAGE = new Limits(5 << 20, Duration.ofSeconds(20), 5);
    }

    /**
     * An answer.
     *
     * @param address that answered in the end
     * @param headers by name in lower case
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, URI address, Map<String, List<String>> headers, byte[] body) {

        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
        }
    }

    /** The address is not allowed. */
    final class Blocked extends IOException {
        private static final long serialVersionUID = 1L;

        /** @param reason a sentence for the log, in English */
        public Blocked(String reason) {
            super(reason);
        }
    }
}
