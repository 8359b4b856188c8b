package org.parvis.tenancy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.FieldError;
import org.parvis.api.tenant.Hosts.Target;

/** Reads from the DNS whether a host is meant for a site, and whether it leads here. See docs/decisions/domain-verification.md. */
final class HostProof {
    /** Before the host in the name of its TXT record. */
    static final String PREFIX = "_parvis.";

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final DomainRecords records;

    HostProof(DomainRecords records) {
        this.records = records;
    }

    /** What is missing before the host is known to be meant for the site; null if nothing is. */
    @Nullable FieldError missing(String host, String token, Target target) {
        Answer texts = ask(PREFIX + host, "TXT");
        if (texts.values().stream().anyMatch(text -> text.replace("\"", "").strip().equals(token))) {
            return null;
        }
        Answer aliases = ask(host, "CNAME");
        if (leadsTo(aliases, target.alias())) {
            return null;
        }
        if (!texts.values().isEmpty()) {
            return FieldError.of("host", "tenancy.host.other-token", host);
        }
        if (!aliases.values().isEmpty()) {
            return FieldError.of("host", "tenancy.host.other-alias", host, plain(aliases.values().get(0)), target.alias());
        }
        return FieldError.of("host", texts.silent() || aliases.silent() ? "tenancy.host.silent" : "tenancy.host.no-record", host);
    }

    /** Why visitors of the host do not arrive here; null if they do. */
    @Nullable FieldError elsewhere(String host, Target target) {
        Answer aliases = ask(host, "CNAME");
        if (leadsTo(aliases, target.alias())) {
            return null;
        }
        Answer found = aliases.silent() ? aliases : addresses(host);
        if (found.silent()) {
            return FieldError.of("host", "tenancy.host.silent", host);
        }
        if (found.values().isEmpty()) {
            return FieldError.of("host", "tenancy.host.nowhere", host);
        }
        Answer ours = target.addresses().isEmpty() ? addresses(target.alias()) : new Answer(target.addresses(), false);
        if (ours.silent()) {
            return FieldError.of("host", "tenancy.host.silent", host);
        }
        Set<InetAddress> known = parsed(ours.values());
        // Each one: an IPv6 address that was left over leads half of the visitors to the former site.
        Optional<String> stranger = found.values().stream().filter(address -> Collections.disjoint(known, parsed(List.of(address)))).findFirst();
        return stranger.map(address -> FieldError.of("host", "tenancy.host.elsewhere", host, address)).orElse(null);
    }

    /** @param silent whether one of the questions got no answer */
    private record Answer(List<String> values, boolean silent) {}

    private Answer ask(String name, String type) {
        try {
            return new Answer(records.of(name, type), false);
        } catch (DomainRecords.Silent silent) {
            return new Answer(List.of(), true);
        }
    }

    private Answer addresses(String host) {
        Answer four = ask(host, "A");
        Answer six = four.silent() ? four : ask(host, "AAAA");
        List<String> both = new ArrayList<>(four.values());
        both.addAll(six.values());
        return new Answer(both, six.silent());
    }

    private static boolean leadsTo(Answer aliases, String alias) {
        return aliases.values().stream().anyMatch(value -> plain(value).equals(alias));
    }

    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** As numbers, since an IPv6 address can be written in several ways; what is no address is left out, and so never asked for as a name. */
    private static Set<InetAddress> parsed(List<String> addresses) {
        Set<InetAddress> parsed = new HashSet<>();
        for (String address : addresses) {
            if (ADDRESS.matcher(address).matches()) {
                try {
                    parsed.add(InetAddress.getByName(address));
                } catch (UnknownHostException malformed) {
                    // Not written by us: another's record or setting.
                }
            }
        }
        return parsed;
    }
}
