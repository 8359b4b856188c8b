package org.parvis.data.check;

/** A statement is outside the subset of SQL, or could leave its door: a mistake of the program. */
public final class StatementRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StatementRefused(String reason, String sql) {
        super("Statement refused: " + reason + " In: " + sql.strip());
    }
}
