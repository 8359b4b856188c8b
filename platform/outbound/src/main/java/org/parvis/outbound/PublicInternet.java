package org.parvis.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are of the public Internet.
 *
 * <p>Sources: IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890, as updated by RFC 8190), RFC 5771 (multicast), RFC 6052 and
 * 8215 (addresses that hold an IPv4 address for a translator), RFC 3056 and 4380 (tunnels), RFC 9637 (documentation). Of IPv6 only what is
 * allocated as global unicast, 2000::/3, is public at all (RFC 4291, 2.4).
 */
final class PublicInternet {

    private static final List<AddressBlock> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
                    "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
                    // The address of a cloud's own services that looks like a public one.
                    "168.63.129.16/32",
                    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
            .map(AddressBlock::of)
            .toList();

    private static final AddressBlock GLOBAL = AddressBlock.of("2000::/3");

    /** Its last 32 bits are an IPv4 address that a translator of the network reaches (RFC 6052, 2.1). */
    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");

    private PublicInternet() {}

    static boolean has(InetAddress address) {
        return has(address.getAddress());
    }

    private static boolean has(byte[] bytes) {
        if (bytes.length == 16) {
            // ::ffff:10.0.0.1 is 10.0.0.1.
            if (mapped(bytes) || TRANSLATED.holds(bytes)) {
                return has(Arrays.copyOfRange(bytes, 12, 16));
            }
            if (!GLOBAL.holds(bytes)) {
                return false;
            }
        }
        return NOT_PUBLIC.stream().noneMatch(block -> block.holds(bytes));
    }

    private static boolean mapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF;
    }
}
