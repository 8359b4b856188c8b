package org.parvis.data.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.ForMode;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Walks through the select blocks of a statement, each of which must hold its own tables behind the door. */
final class Blocks {
    private final SqlText text;
    private final Tables tables;
    private final Conjunct needed;
    private final Set<String> named = new HashSet<>();
    private final Expressions expressions = new Expressions();
    private int references;

    Blocks(SqlText text, Tables tables, Conjunct needed) {
        this.text = text;
        this.tables = tables;
        this.needed = needed;
    }

    /** How many references to tables were found and held. */
    int references() {
        return references;
    }

    void select(Select select) {
        withItems(select.getWithItemsList());
        if (select.getForMode() != null && select.getForMode() != ForMode.UPDATE || select.getForUpdateTable() != null) {
            throw refused("only a plain 'for update' may end a select.");
        }
        if (select instanceof PlainSelect plain) {
            plain(plain);
        } else if (select instanceof SetOperationList list) {
            list.getSelects().forEach(this::select);
        } else if (select instanceof ParenthesedSelect parenthesed) {
            select(parenthesed.getSelect());
        } else if (select instanceof Values values) {
            expression(values.getExpressions());
        } else {
            throw refused("this kind of query is outside of the subset.");
        }
        ends(select);
    }

    private void withItems(@Nullable List<WithItem<?>> items) {
        if (items == null) {
            return;
        }
        for (WithItem<?> item : items) {
            String name = lower(item.getAliasName());
            if (tables.exists(name)) {
                throw refused("'with' gives the name of the table " + name + " to something else.");
            }
            if (!(item.getParenthesedStatement() instanceof ParenthesedSelect)) {
                throw refused("'with' may name queries only.");
            }
            // Before its query: it may refer to itself.
            named.add(name);
            select(item.getSelect());
        }
    }

    private void ends(Select select) {
        if (select.getOrderByElements() != null) {
            for (OrderByElement element : select.getOrderByElements()) {
                expression(element.getExpression());
            }
        }
        if (select.getLimit() != null) {
            throw refused("'limit' is outside of the subset: use 'offset :offset rows fetch next :limit rows only'.");
        }
        if (select.getOffset() != null) {
            expression(select.getOffset().getOffset());
        }
        Fetch fetch = select.getFetch();
        if (fetch != null) {
            expression(fetch.getExpression());
        }
        if (select.getPivot() != null || select.getUnPivot() != null || select.isSkipLocked() || select.getIsolation() != null) {
            throw refused("the end of this query is outside of the subset.");
        }
    }

    private void plain(PlainSelect select) {
        if (select.getIntoTables() != null || select.getLateralViews() != null || select.getTop() != null || select.getFirst() != null) {
            throw refused("this kind of select is outside of the subset.");
        }
        for (SelectItem<?> item : select.getSelectItems()) {
            expression(item.getExpression());
        }
        List<Held> held = new ArrayList<>();
        List<Expression> filters = new ArrayList<>(Conjunct.of(select.getWhere()));
        from(select.getFromItem(), filters, held);
        if (select.getJoins() != null) {
            for (Join join : select.getJoins()) {
                joined(join, filters, held);
            }
        }
        expression(select.getWhere());
        expression(select.getHaving());
        if (select.getGroupBy() != null && select.getGroupBy().getGroupByExpressionList() != null) {
            expression(select.getGroupBy().getGroupByExpressionList());
        }
        hold(held);
    }

    private void from(@Nullable FromItem item, List<Expression> filters, List<Held> held) {
        if (item instanceof Table table) {
            held.add(new Held(plainName(table), alias(table), filters));
        } else if (item instanceof ParenthesedSelect select) {
            held.add(new Held(null, select.getAlias() == null ? "" : lower(select.getAlias().getName()), filters));
            select(select);
        } else if (item != null) {
            throw refused("only tables and sub-queries can be selected from.");
        }
    }

    private void joined(Join join, List<Expression> filters, List<Held> held) {
        boolean strange = join.isRight() || join.isFull() || join.isNatural() || join.isSemi() || join.isApply() || join.isStraight()
                || join.isGlobal() || join.isWindowJoin() || join.isOuter() && !join.isLeft() || join.getOnExpressions().size() > 1;
        if (strange) {
            throw refused("only inner, cross and left joins, each with its own condition, are in the subset.");
        }
        Expression on = join.getOnExpressions().isEmpty() ? null : join.getOnExpressions().iterator().next();
        List<Expression> conditions = Conjunct.of(on);
        if (join.isLeft()) {
            // The condition of an outer join restricts what is joined, not what it is joined to.
            from(join.getFromItem(), conditions, held);
        } else {
            filters.addAll(conditions);
            from(join.getFromItem(), filters, held);
        }
        expression(on);
    }

    private void hold(List<Held> held) {
        Set<String> aliases = new HashSet<>();
        for (Held item : held) {
            if (!item.alias().isEmpty() && !aliases.add(item.alias())) {
                throw refused("the name " + item.alias() + " is given twice.");
            }
        }
        for (Held item : held) {
            if (item.table() != null) {
                reference(item.table(), item.alias(), item.filters(), held.size() == 1);
            }
        }
    }

    /** Counts a reference that no condition has to hold: the table of an insert, whose values say whose rows they are. */
    void counted(String table) {
        if (!tables.exists(table)) {
            throw refused("there is no table " + table + ".");
        }
        references++;
    }

    /** Counts a reference to a table, and refuses it if it is a tenant's and no condition holds it. */
    void reference(String table, String alias, List<Expression> conditions, boolean alone) {
        if (named.contains(table)) {
            return;
        }
        counted(table);
        if (needed != Conjunct.NONE && tables.ownedByTenants(table) && conditions.stream().noneMatch(condition -> holds(condition, alias, alone))) {
            throw refused(alias + "." + needed.shown() + " is missing among the conditions that all must hold.");
        }
    }

    private boolean holds(Expression condition, String alias, boolean alone) {
        Column column = needed.heldBy(condition);
        if (column == null) {
            return false;
        }
        Table qualifier = column.getTable();
        return qualifier == null || qualifier.getName() == null ? alone : lower(qualifier.getName()).equals(alias);
    }

    String plainName(Table table) {
        if (table.getNameParts().size() != 1 || table.getPivot() != null || table.getUnPivot() != null || table.getSampleClause() != null) {
            throw refused("tables are named without schema.");
        }
        return lower(table.getName());
    }

    static String alias(Table table) {
        return lower(table.getAlias() == null ? table.getName() : table.getAlias().getName());
    }

    /** Finds the sub-queries of an expression. */
    void expression(@Nullable Expression expression) {
        if (expression != null) {
            expression.accept(expressions, null);
        }
    }

    StatementRefused refused(String reason) {
        return new StatementRefused(reason, text.source());
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Something that is selected from.
     *
     * @param table null for a sub-query
     * @param filters conditions that all its rows fulfil
     */
    private record Held(@Nullable String table, String alias, List<Expression> filters) {}

    /** Hands sub-queries back to the walk. */
    private final class Expressions extends ExpressionVisitorAdapter<Void> {
        @Override
        public <S> Void visit(ParenthesedSelect select, S context) {
            select(select);
            return null;
        }

        @Override
        public <S> Void visit(Select select, S context) {
            select(select);
            return null;
        }
    }
}
