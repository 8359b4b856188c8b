package org.parvis.data.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.update.Update;
import org.parvis.data.check.SqlText.Kind;
import org.parvis.data.check.SqlText.Token;

/**
 * Refuses statements that could read or write another tenant's rows.
 *
 * <p>Each reference to a tenant's table must carry {@code alias.tenant_id = :tenant}, or {@code in (:tenants)}, as a top-level
 * conjunct. The parser finds the references; what it did not find is found by counting the names of tables among the tokens, so
 * that a corner of the grammar that nobody visits leads to a refusal and not to a hole.
 */
public final class StatementCheck {
    /** Functions that Derby and PostgreSQL share, types with a length, and keywords that a parenthesis may follow. */
    private static final Set<String> BEFORE_PARENTHESIS = Set.of(
            "abs", "avg", "cast", "coalesce", "count", "length", "lower", "ltrim", "max", "min", "mod", "nullif", "row_number", "rtrim",
            "substr", "sum", "trim", "upper",
            "char", "decimal", "numeric", "varchar",
            "all", "and", "any", "as", "between", "by", "case", "distinct", "else", "except", "exists", "from", "having", "in",
            "intersect", "join", "not", "on", "or", "over", "select", "set", "then", "union", "values", "when", "where");

    private static final String OWN_PREFIX = "data_";
    private static final String LIQUIBASE_PREFIX = "databasechangelog";

    private final Tables tables;

    public StatementCheck(Tables tables) {
        this.tables = tables;
    }

    /**
     * An insert, update or delete through the door of one tenant.
     *
     * @throws StatementRefused if the statement could leave its door, or is none of the three
     */
    public void write(SqlText text) {
        Blocks blocks = new Blocks(text, tables, Conjunct.ONE_TENANT);
        Writes writes = new Writes(tables, blocks);
        Statement statement = parse(text);
        if (statement instanceof Insert insert) {
            writes.insert(insert);
        } else if (statement instanceof Update update) {
            writes.update(update);
        } else if (statement instanceof Delete delete) {
            writes.delete(delete);
        } else {
            throw new StatementRefused("only insert, update and delete can be executed.", text.source());
        }
        complete(text, blocks.references(), false);
    }

    /** A query through the door of one tenant. */
    public void tenantRead(SqlText text) {
        read(text, Conjunct.ONE_TENANT);
    }

    /** A query through the door of an agent's tenants. */
    public void grantedRead(SqlText text) {
        read(text, Conjunct.GRANTED);
    }

    /** A query over the whole territory. */
    public void territoryRead(SqlText text) {
        read(text, Conjunct.NONE);
    }

    private void read(SqlText text, Conjunct needed) {
        if (!(parse(text) instanceof Select select)) {
            throw new StatementRefused("only a select can be read.", text.source());
        }
        Blocks blocks = new Blocks(text, tables, needed);
        blocks.select(select);
        complete(text, blocks.references(), needed == Conjunct.NONE);
    }

    private static Statement parse(SqlText text) {
        try {
            return CCJSqlParserUtil.newParser(text.withoutLiterals())
                    .withAllowComplexParsing(true)
                    .withSquareBracketQuotation(false)
                    .Statement();
        } catch (ParseException | RuntimeException e) {
            throw new StatementRefused("it cannot be understood: " + e.getMessage(), text.source());
        }
    }

    /** Looks at the tokens, whatever the parser made of them. */
    private void complete(SqlText text, int found, boolean ownTablesToo) {
        List<Token> tokens = text.tokens();
        int named = 0;
        Set<String> refusedFunctions = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Kind.WORD) {
                continue;
            }
            boolean qualifies = i + 1 < tokens.size() && tokens.get(i + 1).is(".");
            boolean qualified = i > 0 && tokens.get(i - 1).is(".");
            if (!qualifies && !qualified && tables.exists(token.text())) {
                named++;
                if (!ownTablesToo && (token.text().startsWith(OWN_PREFIX) || token.text().startsWith(LIQUIBASE_PREFIX))) {
                    throw new StatementRefused("the table " + token.text() + " is the platform's own.", text.source());
                }
            }
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            boolean inserted = i > 0 && tokens.get(i - 1).is("into");
            if (called && !qualified && !inserted && !BEFORE_PARENTHESIS.contains(token.text())) {
                refusedFunctions.add(token.text());
            }
        }
        if (!refusedFunctions.isEmpty()) {
            throw new StatementRefused("functions outside of the subset: " + String.join(", ", refusedFunctions) + ".", text.source());
        }
        if (named != found) {
            throw new StatementRefused("the name of a table stands where no table was found.", text.source());
        }
    }
}
