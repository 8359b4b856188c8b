package org.parvis.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses that begin with the same bits.
 *
 * @param bytes of the first address
 * @param length number of bits
 */
@SuppressWarnings("ArrayRecordComponent")
record AddressBlock(byte[] bytes, int length) {

    /** @param text {@code 10.0.0.0/8}, {@code fc00::/7} */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        try {
            return new AddressBlock(InetAddress.getByName(text.substring(0, slash)).getAddress(), Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    boolean holds(byte[] address) {
        if (address.length != bytes.length) {
            return false;
        }
        int whole = length / 8;
        if (!Arrays.equals(address, 0, whole, bytes, 0, whole)) {
            return false;
        }
        int rest = length % 8;
        return rest == 0 || ((address[whole] ^ bytes[whole]) & (0xFF << (8 - rest))) == 0;
    }
}
