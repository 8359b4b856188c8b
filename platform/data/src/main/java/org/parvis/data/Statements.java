package org.parvis.data;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parvis.data.check.SqlText;
import org.parvis.data.check.StatementCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every statement once: checked for its door at its first use, then kept. */
final class Statements {
    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);
    private static final int REASONABLE = 5_000;

    private final StatementCheck check;
    private final String prefix;
    private final Map<String, NamedSql> tenantReads = new ConcurrentHashMap<>();
    private final Map<String, NamedSql> tenantWrites = new ConcurrentHashMap<>();
    private final Map<String, NamedSql> grantedReads = new ConcurrentHashMap<>();
    private final Map<String, NamedSql> territoryReads = new ConcurrentHashMap<>();

    Statements(StatementCheck check, String prefix) {
        this.check = check;
        this.prefix = prefix;
    }

    /** A query. */
    NamedSql reading(Door door, String sql) {
        Map<String, NamedSql> kept =
                switch (door) {
                    case TENANT -> tenantReads;
                    case GRANTED -> grantedReads;
                    case TERRITORY -> territoryReads;
                };
        NamedSql known = kept.get(sql);
        return known != null ? known : add(kept, sql, door, false);
    }

    /** An insert, update or delete, which only the first door takes. */
    NamedSql writing(String sql) {
        NamedSql known = tenantWrites.get(sql);
        return known != null ? known : add(tenantWrites, sql, Door.TENANT, true);
    }

    private NamedSql add(Map<String, NamedSql> kept, String sql, Door door, boolean write) {
        SqlText text = SqlText.of(sql);
        if (write) {
            check.write(text);
        } else {
            switch (door) {
                case TENANT -> check.tenantRead(text);
                case GRANTED -> check.grantedRead(text);
                case TERRITORY -> check.territoryRead(text);
            }
        }
        if (kept.size() >= REASONABLE) {
            LOG.warn("More than {} distinct statements: values belong into parameters. The last one: {}", REASONABLE, sql);
            kept.clear();
        }
        NamedSql made = new NamedSql(text, prefix);
        kept.put(sql, made);
        return made;
    }

    /** After tables changed. */
    void forget() {
        tenantReads.clear();
        tenantWrites.clear();
        grantedReads.clear();
        territoryReads.clear();
    }
}
