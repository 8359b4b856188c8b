package org.parvis.data.check;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** The condition that keeps a reference to a tenant's table behind its door. */
enum Conjunct {
    /** {@code alias.tenant_id = :tenant}. */
    ONE_TENANT("= :tenant") {
        @Override
        @Nullable Column heldBy(Expression condition) {
            if (!(condition instanceof EqualsTo equals) || equals.getOldOracleJoinSyntax() != SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN) {
                return null;
            }
            if (isParameter(equals.getRightExpression(), "tenant")) {
                return tenantColumn(equals.getLeftExpression());
            }
            return isParameter(equals.getLeftExpression(), "tenant") ? tenantColumn(equals.getRightExpression()) : null;
        }
    },
    /** {@code alias.tenant_id in (:tenants)}. */
    GRANTED("in (:tenants)") {
        @Override
        @Nullable Column heldBy(Expression condition) {
            boolean holds = condition instanceof InExpression in
                    && !in.isNot()
                    && !in.isGlobal()
                    && in.getOldOracleJoinSyntax() == SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN
                    && in.getRightExpression() instanceof ParenthesedExpressionList<?> list
                    && list.size() == 1
                    && isParameter(list.get(0), "tenants");
            return holds ? tenantColumn(((InExpression) condition).getLeftExpression()) : null;
        }
    },
    /** None: the whole territory may be read. */
    NONE("") {
        @Override
        @Nullable Column heldBy(Expression condition) {
            return null;
        }
    };

    static final String COLUMN = "tenant_id";

    private final String shown;

    Conjunct(String shown) {
        this.shown = shown;
    }

    /** The {@code tenant_id} that a condition binds to the door, or null. */
    abstract @Nullable Column heldBy(Expression condition);

    String shown() {
        return COLUMN + ' ' + shown;
    }

    static boolean isParameter(@Nullable Expression expression, String name) {
        return expression instanceof JdbcNamedParameter parameter && name.equals(parameter.getName());
    }

    static @Nullable Column tenantColumn(@Nullable Expression expression) {
        return expression instanceof Column column && COLUMN.equalsIgnoreCase(column.getColumnName()) ? column : null;
    }

    /** The parts of a condition that all must hold. */
    static List<Expression> of(@Nullable Expression condition) {
        List<Expression> parts = new ArrayList<>();
        collect(condition, parts);
        return parts;
    }

    private static void collect(@Nullable Expression condition, List<Expression> parts) {
        if (condition instanceof AndExpression and) {
            collect(and.getLeftExpression(), parts);
            collect(and.getRightExpression(), parts);
        } else if (condition instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            collect(list.get(0), parts);
        } else if (condition != null) {
            parts.add(condition);
        }
    }
}
