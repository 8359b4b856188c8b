package org.parvis.data.check;

/** Placeholder body replaced below. */
public final class StatementCheck {
    public StatementCheck(Tables tables) {}
    public void write(SqlText text) {}
    public void tenantRead(SqlText text) {}
    public void grantedRead(SqlText text) {}
    public void territoryRead(SqlText text) {}
}
