package org.parvis.tenancy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the DNS through the JDK's own client: no library, no request to any host but the name servers. */
final class JndiRecords implements DomainRecords {
    private static final Logger LOG = LoggerFactory.getLogger(JndiRecords.class);
    /** Milliseconds for the first try; the client doubles it for the second. */
    private static final String FIRST_TRY = "1000";
    private static final String TRIES = "2";

    private final String servers;

    /** @param servers {@code host[:port]}, separated by commas or spaces; empty for those of the machine */
    JndiRecords(String servers) {
        this.servers = Arrays.stream(servers.split("[,\\s]+"))
                .filter(server -> !server.isBlank())
                .map(server -> "dns://" + server)
                .collect(Collectors.joining(" "));
    }

    @Override
    public List<String> of(String name, String type) throws Silent {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // JNDI looks for its providers through the thread's loader; a bundle's does not reach those of the JDK.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return ask(name, type);
        } catch (NameNotFoundException none) {
            return List.of();
        } catch (NamingException unanswered) {
            LOG.debug("No answer for {} {}: {}", name, type, unanswered.getMessage());
            throw new Silent(unanswered);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private List<String> ask(String name, String type) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_TRY);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        if (!servers.isEmpty()) {
            environment.put("java.naming.provider.url", servers);
        }
        InitialDirContext context = new InitialDirContext(environment);
        try {
            // The dot: a name from the root, not one to be tried below the machine's own domains.
            Attribute records = context.getAttributes(name + ".", new String[] {type}).get(type);
            return records == null ? List.of() : texts(records.getAll());
        } finally {
            context.close();
        }
    }

    private static List<String> texts(NamingEnumeration<?> values) throws NamingException {
        List<String> texts = new ArrayList<>();
        while (values.hasMore()) {
            texts.add(String.valueOf(values.next()));
        }
        return texts;
    }
}
