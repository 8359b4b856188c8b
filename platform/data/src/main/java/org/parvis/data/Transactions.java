package org.parvis.data;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs transactions: one at a time per thread.
 *
 * <p>Work that lost against a concurrent transaction (deadlock, serialisation failure) is run again, at most twice; so it must
 * have no effect but through its transaction. Anything else is not repeated.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 3;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000L;

    private final Connections connections;
    private final Statements statements;
    private final Changes changes;
    private final WorkTable work;
    private final ThreadLocal<@Nullable OpenTransaction> current = new ThreadLocal<>();

    Transactions(Connections connections, Statements statements, Changes changes, WorkTable work) {
        this.connections = connections;
        this.statements = statements;
        this.changes = changes;
        this.work = work;
    }

    /** The transaction that this thread has open, if any. */
    @Nullable OpenTransaction current() {
        return current.get();
    }

    <T> T call(TenantId tenant, Scope scope, Function<Transaction, T> body) {
        if (current.get() != null) {
            throw new IllegalStateException("This thread has a transaction open: hand it on, or end it first.");
        }
        for (int attempt = 1; ; attempt++) {
            OpenTransaction transaction;
            T result;
            try (Session session = connections.borrow()) {
                transaction = new OpenTransaction(tenant, scope, session, statements, changes, work);
                try {
                    result = run(transaction, session, body);
                } catch (RuntimeException e) {
                    if (attempt == ATTEMPTS || !transaction.lostARace()) {
                        if (transaction.inDoubt()) {
                            // To forget a page for nothing is better than to keep one that is wrong.
                            after(transaction);
                        }
                        throw e;
                    }
                    LOG.debug("transaction lost a race, attempt {}", attempt);
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
                    continue;
                }
            }
            after(transaction);
            return result;
        }
    }

    private <T> T run(OpenTransaction transaction, Session session, Function<Transaction, T> body) {
        boolean committed = false;
        current.set(transaction);
        try {
            transaction.begin();
            T result = body.apply(transaction);
            transaction.commit();
            committed = true;
            return result;
        } catch (SQLException e) {
            throw transaction.failed(e, "commit");
        } finally {
            current.remove();
            transaction.end();
            if (!committed) {
                session.rollback();
            }
        }
    }

    private void after(OpenTransaction transaction) {
        if (!transaction.changes().isEmpty()) {
            changes.tell(transaction.changes());
        }
        if (transaction.queuedWork()) {
            work.alarm().ring();
        }
    }
}
