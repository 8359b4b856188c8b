package org.parvis.tenancy;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Hosts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for a token where only the owner of a host name can have put it. */
class HostProof {
    private static final Logger LOG = LoggerFactory.getLogger(HostProof.class);
    private static final int MILLIS = 4_000;
    private static final int MOST_BYTES = 200;

    /** Key of a message that says what is missing, or null. */
    @Nullable String missing(String host, String token) {
        if (hasRecord(host, token)) {
            return null;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInner(address)) {
                    return "tenancy.host.inner";
                }
            }
        } catch (UnknownHostException unknown) {
            return "tenancy.host.unknown";
        }
        return hasFile(host, token) ? null : "tenancy.host.no-token";
    }

    /** Nobody shall use us to look around in our own network. */
    static boolean isInner(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        return uniqueLocal || shared || address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || address.isAnyLocalAddress() || address.isMulticastAddress();
    }

    private static boolean hasRecord(String host, String token) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // JNDI looks for its providers through the thread's loader; a bundle's does not reach those of the JDK.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            InitialDirContext context = new InitialDirContext(environment);
            try {
                Attribute records = context.getAttributes("_parvis." + host, new String[] {"TXT"}).get("TXT");
                return records != null && contains(records.getAll(), token);
            } finally {
                context.close();
            }
        } catch (NamingException none) {
            LOG.debug("No TXT record for {}: {}", host, none.getMessage());
            return false;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean contains(NamingEnumeration<?> values, String token) throws NamingException {
        while (values.hasMore()) {
            if (String.valueOf(values.next()).replace("\"", "").strip().equals(token)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasFile(String host, String token) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + host + Hosts.CHALLENGE_PATH).toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            try (InputStream body = connection.getInputStream()) {
                String answer = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK && answer.strip().equals(token);
            } finally {
                connection.disconnect();
            }
        } catch (IOException unreachable) {
            LOG.debug("No token at {}: {}", host, unreachable.getMessage());
            return false;
        }
    }
}
