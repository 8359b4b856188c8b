package org.parvis.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.parvis.api.route.Request;

/**
 * What somebody looks for in the log; every part is empty when not asked for.
 *
 * @param agent part of the name of who acted, or for whom
 * @param service id of a plugin
 * @param action one action
 * @param objet id of what it was done to, part of its name, or e-mail address of the person concerned
 * @param du first day, as typed
 * @param au last day, as typed
 * @param journal {@code comptes}: what the territory's log says about this tenant's agents
 */
public record AuditFilter(String agent, String service, String action, String objet, String du, String au, String journal) {
    static final String[] PARAMETERS = {"agent", "service", "action", "objet", "du", "au", "journal", "page"};

    static final String ACCOUNTS = "comptes";

    static AuditFilter of(Request request) {
        return new AuditFilter(
                request.query("agent").orElse("").strip(),
                request.query("service").filter(id -> id.matches("[a-z0-9]+")).orElse(""),
                request.query("action").orElse("").strip(),
                request.query("objet").orElse("").strip(),
                request.query("du").filter(AuditFilter::isDay).orElse(""),
                request.query("au").filter(AuditFilter::isDay).orElse(""),
                request.query("journal").filter(ACCOUNTS::equals).orElse(""));
    }

    private static boolean isDay(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 2000 && day.getYear() < 3000;
        } catch (DateTimeException none) {
            return false;
        }
    }

    public boolean active() {
        return !(agent + service + action + objet + du + au).isEmpty();
    }

    public boolean accounts() {
        return journal.equals(ACCOUNTS);
    }

    /** As the query of an address, without the page. */
    public String query() {
        return "?agent=" + encoded(agent) + "&service=" + service + "&action=" + encoded(action) + "&objet=" + encoded(objet) + "&du=" + du + "&au=" + au
                + "&journal=" + journal;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What entries must fulfil, with its parameters. */
    Condition condition(ZoneId zone) {
        Condition condition = new Condition();
        if (!agent.isEmpty()) {
            condition.and("(lower(a.actor_name) like :agent escape '!' or lower(a.behalf_name) like :agent escape '!')", "agent", part(agent));
        }
        if (!service.isEmpty()) {
            condition.and("a.done like :service", "service", service + ".%");
        }
        if (!action.isEmpty()) {
            condition.and("a.done = :action", "action", action);
        }
        if (!objet.isEmpty()) {
            condition.and(
                    "(a.subject = :object or lower(a.detail) like :part escape '!' or a.person_ref = :person)",
                    "object", objet, "part", part(objet), "person", objet.toLowerCase(Locale.ROOT));
        }
        if (!du.isEmpty()) {
            condition.and("a.happened >= :since", "since", LocalDate.parse(du).atStartOfDay(zone).toInstant());
        }
        if (!au.isEmpty()) {
            condition.and("a.happened < :until", "until", LocalDate.parse(au).plusDays(1).atStartOfDay(zone).toInstant());
        }
        return condition;
    }

    private static String part(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** Part of a statement and its parameters. */
    static final class Condition {
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> parameters = new ArrayList<>();

        void and(String more, Object... values) {
            sql.append(" and ").append(more);
            parameters.addAll(List.of(values));
        }

        String sql() {
            return sql.toString();
        }

        Object[] parameters(Object... more) {
            List<Object> all = new ArrayList<>(parameters);
            all.addAll(List.of(more));
            return all.toArray();
        }
    }
}
