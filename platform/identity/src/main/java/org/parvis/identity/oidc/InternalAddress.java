package org.parvis.identity.oidc;

import java.io.IOException;
import java.net.InetAddress;

/** Whether a host is inside of this network: loopback, private, shared, link-local, unique local addresses. */
final class InternalAddress {
    private InternalAddress() {}

    /** @throws IOException if the name is unknown */
    static boolean is(String host) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            byte[] bytes = address.getAddress();
            boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
            boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
            if (uniqueLocal || shared || address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress() || address.isMulticastAddress()) {
                return true;
            }
        }
        return false;
    }
}
