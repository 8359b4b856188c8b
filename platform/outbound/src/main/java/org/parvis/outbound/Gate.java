package org.parvis.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.api.outbound.Outbound.Blocked;

/** Says where a request may go, and to which addresses exactly. */
final class Gate {

    private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);

    /** Looks a name up. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private final Set<String> internal;
    private final Names names;

    /** @param internal {@code host:port} of internal hosts that may be reached */
    Gate(String internal, Names names) {
        this.internal = Arrays.stream(internal.split(","))
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.names = names;
    }

    /**
     * Where to connect for an address.
     *
     * @throws Blocked if it may not be reached
     * @throws UnknownHostException if there is no such name
     */
    List<InetSocketAddress> addresses(URI address, boolean ofTheOperator) throws Blocked, UnknownHostException {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (!scheme.equals("http") && !scheme.equals("https") || host == null || address.getRawUserInfo() != null) {
            throw new Blocked("only http and https addresses without user information are fetched");
        }
        int port = address.getPort() > 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        boolean trusted = ofTheOperator || internal.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
        if (!trusted && !PORTS.contains(port)) {
            throw new Blocked("port " + port + " is not one that is fetched from");
        }
        InetAddress[] found = names.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        if (!trusted && !Arrays.stream(found).allMatch(PublicInternet::has)) {
            throw new Blocked("the host is, or may be, within an internal network");
        }
        return Arrays.stream(found).map(one -> new InetSocketAddress(one, port)).toList();
    }
}
