package org.parvis.data;

import java.sql.SQLException;

/** A statement failed for a reason that nobody expects: a mistake of the program. */
public final class StatementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFailed(String sql, SQLException cause) {
        super(cause.getMessage() + " (" + cause.getSQLState() + ") In: " + sql.strip(), cause);
    }
}
