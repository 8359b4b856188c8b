package org.parvis.data;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure of the database means to the caller. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** Unique and foreign keys: somebody was faster. */
    private static final Set<String> CONFLICT = Set.of("23505", "23503");
    /** Deadlock or serialisation failure: the same work may succeed at once. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01");
    /** A lock was not given in time. */
    private static final Set<String> LOCKED = Set.of("40XL1", "40XL2", "55P03");
    /** Connection lost, resources or disk exhausted, shut down, system error; then read-only, in PostgreSQL and in Derby. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "58");

    private static final Set<String> UNAVAILABLE = Set.of("57P01", "57P02", "57P03", "57P05", "25006", "25502", "25503", "XJ040", "XJ041", "XBM06");

    /** Derby's error codes are severities; from this one on, the connection is gone. */
    private static final int DERBY_SESSION_SEVERITY = 40_000;

    private Failures() {}

    /** The exception for the caller; logged here once if it is not expected. */
    static RuntimeException of(SQLException failure, String sql) {
        SQLException e = meaningful(failure);
        String state = state(e);
        if (CONFLICT.contains(state) || again(e) || LOCKED.contains(state)) {
            LOG.debug("conflict ({}): {}", state, e.getMessage());
            return new Conflict();
        }
        if (unavailable(e)) {
            LOG.warn("The database cannot do this now ({}): {}", state, e.getMessage());
            return new Unavailable();
        }
        return new StatementFailed(sql, e);
    }

    /** The same work may succeed at once. */
    static boolean again(SQLException e) {
        return AGAIN.contains(state(meaningful(e))) || stale(e);
    }

    /** Lost against a concurrent transaction, or waited in vain for one. */
    static boolean contended(SQLException e) {
        return again(e) || LOCKED.contains(state(meaningful(e)));
    }

    static boolean unavailable(SQLException failure) {
        SQLException e = meaningful(failure);
        String state = state(e);
        return UNAVAILABLE.contains(state)
                || state.length() == 5 && UNAVAILABLE_CLASSES.contains(state.substring(0, 2))
                || state.startsWith("XSD") // Derby: pages and containers: disk full, file not writable
                || state.startsWith("XSL") // Derby: its log: disk full
                || state.startsWith("XSR")
                || state.startsWith("40XD")
                || state.startsWith("40XT");
    }

    /** PostgreSQL: a table changed under a plan that the connection keeps; a new connection has none. */
    static boolean stale(SQLException failure) {
        SQLException e = meaningful(failure);
        return "0A000".equals(state(e)) && String.valueOf(e.getMessage()).contains("cached plan");
    }

    /** The connection is of no more use. */
    static boolean broken(SQLException failure) {
        SQLException e = meaningful(failure);
        String state = state(e);
        return stale(e) || state.startsWith("08") || state.startsWith("57P") || state.equals("XJ040") || e.getErrorCode() >= DERBY_SESSION_SEVERITY;
    }

    /** Batches and Derby wrap what happened. */
    private static SQLException meaningful(SQLException e) {
        if (e instanceof BatchUpdateException && e.getNextException() != null) {
            return e.getNextException();
        }
        return e;
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
