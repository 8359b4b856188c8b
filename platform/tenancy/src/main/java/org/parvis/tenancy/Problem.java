package org.parvis.tenancy;

import java.util.List;

/**
 * What is wrong with a line.
 *
 * @param column the column it is about; empty: the line as a whole
 * @param key of a message
 */
record Problem(String column, String key, List<Object> arguments) {

    static Problem of(String column, String key, Object... arguments) {
        return new Problem(column, "tenancy.import." + key, List.of(arguments));
    }

    /** Thrown by what reads a line. */
    static final class Found extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Found(String column, String key, Object... arguments) {
            super(key, null, false, false);
            this.problem = Problem.of(column, key, arguments);
        }

        Problem problem() {
            return problem;
        }
    }
}
