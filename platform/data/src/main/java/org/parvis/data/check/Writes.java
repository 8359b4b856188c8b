package org.parvis.data.check;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/** Checks inserts, updates and deletes. */
final class Writes {
    private final Tables tables;
    private final Blocks blocks;

    Writes(Tables tables, Blocks blocks) {
        this.tables = tables;
        this.blocks = blocks;
    }

    void insert(Insert insert) {
        boolean strange = some(insert.getWithItemsList()) || insert.getConflictAction() != null || insert.getConflictTarget() != null
                || insert.getReturningClause() != null || insert.getOutputClause() != null || some(insert.getDuplicateUpdateSets())
                || some(insert.getSetUpdateSets()) || insert.isOnlyDefaultValues() || insert.isModifierIgnore() || insert.isOverwrite()
                || insert.isOverriding() || insert.getTable().getAlias() != null || some(insert.getPartitions());
        if (strange || insert.getColumns() == null || insert.getSelect() == null) {
            throw refused("an insert names its columns and has values or a query, nothing else.");
        }
        Table table = insert.getTable();
        String name = blocks.plainName(table);
        int tenant = position(insert.getColumns());
        boolean owned = tables.ownedByTenants(name);
        if (owned && tenant < 0) {
            throw refused("tenant_id is not among the columns.");
        }
        blocks.counted(name);
        Select source = insert.getSelect();
        if (source instanceof Values values) {
            if (owned) {
                rows(values.getExpressions()).forEach(row -> mustBeTenant(row, tenant));
            }
            blocks.expression(values.getExpressions());
        } else if (source instanceof PlainSelect plain) {
            if (owned) {
                mustBeTenant(plain, tenant);
            }
            blocks.select(plain);
        } else {
            throw refused("an insert takes values or one plain select.");
        }
    }

    private static int position(ExpressionList<Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (Conjunct.tenantColumn(columns.get(i)) != null) {
                return i;
            }
        }
        return -1;
    }

    private List<List<? extends Expression>> rows(ExpressionList<?> values) {
        List<List<? extends Expression>> rows = new ArrayList<>();
        boolean many = !values.isEmpty() && values.stream().allMatch(ParenthesedExpressionList.class::isInstance);
        if (many && !(values instanceof ParenthesedExpressionList<?>)) {
            values.forEach(row -> rows.add((ExpressionList<?>) row));
        } else {
            rows.add(values);
        }
        return rows;
    }

    private void mustBeTenant(List<? extends Expression> row, int tenant) {
        if (row.size() <= tenant || !Conjunct.isParameter(row.get(tenant), "tenant")) {
            throw refused("tenant_id must be set to :tenant.");
        }
    }

    /** In a query, tenant_id comes from a table of the same query, which is held like any other. */
    private void mustBeTenant(PlainSelect select, int tenant) {
        Expression value = select.getSelectItems().size() <= tenant ? null : select.getSelectItems().get(tenant).getExpression();
        Column column = Conjunct.tenantColumn(value);
        if (column == null || select.getJoins() != null || !(select.getFromItem() instanceof Table from) || !tables.ownedByTenants(blocks.plainName(from))) {
            if (!Conjunct.isParameter(value, "tenant")) {
                throw refused("tenant_id must be :tenant, or the tenant_id of the only table that is selected from.");
            }
        }
    }

    void update(Update update) {
        boolean strange = some(update.getWithItemsList()) || update.getFromItem() != null || some(update.getJoins()) || some(update.getStartJoins())
                || some(update.getOrderByElements()) || update.getLimit() != null || update.getReturningClause() != null
                || update.getOutputClause() != null || update.isModifierIgnore() || update.getPreferringClause() != null;
        if (strange) {
            throw refused("an update has a table, values and a condition, nothing else.");
        }
        for (UpdateSet set : update.getUpdateSets()) {
            if (set.getColumns().size() != 1 || set.getValues().size() != 1) {
                throw refused("an update sets one column after the other.");
            }
            if (Conjunct.tenantColumn(set.getColumns().get(0)) != null) {
                throw refused("tenant_id never changes.");
            }
            blocks.expression(set.getValues());
        }
        target(update.getTable(), update.getWhere());
    }

    void delete(Delete delete) {
        boolean strange = some(delete.getWithItemsList()) || some(delete.getTables()) || some(delete.getUsingList()) || some(delete.getJoins())
                || some(delete.getOrderByElements()) || delete.getLimit() != null || delete.getReturningClause() != null
                || delete.getOutputClause() != null || delete.isModifierIgnore() || delete.isModifierQuick() || delete.getPreferringClause() != null;
        if (strange) {
            throw refused("a delete has a table and a condition, nothing else.");
        }
        target(delete.getTable(), delete.getWhere());
    }

    private void target(Table table, @Nullable Expression where) {
        blocks.reference(blocks.plainName(table), Blocks.alias(table), Conjunct.of(where), true);
        blocks.expression(where);
    }

    private static boolean some(@Nullable List<?> list) {
        return list != null && !list.isEmpty();
    }

    private StatementRefused refused(String reason) {
        return blocks.refused(reason);
    }
}
