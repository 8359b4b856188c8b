package org.parvis.messaging.push;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Devices.Subscription;

/**
 * Devices of accounts: statements and row mapping. All behind the territory's door.
 *
 * <p>What a browser subscribed with stands in {@code endpoint}, encrypted; {@code public_key} and {@code secret} are filled from before there was encryption alone.
 */
final class BrowserTable {
    private static final String COLUMNS = "d.id, d.person, d.endpoint, d.public_key, d.secret, d.fingerprint, d.label, d.since, d.reached";

    private BrowserTable() {}

    /** The latest first. */
    static List<Browser> of(Reader reader, Collection<UUID> persons) {
        return reader.list(
                "select " + COLUMNS + " from messaging_device d where d.tenant_id = :tenant and d.person in (:persons) order by d.since desc, d.id desc",
                BrowserTable::browser,
                "persons", persons);
    }

    static Optional<Browser> byId(Reader reader, UUID id) {
        return reader.one("select " + COLUMNS + " from messaging_device d where d.tenant_id = :tenant and d.id = :id", BrowserTable::browser, "id", id);
    }

    static void insert(Transaction transaction, Browser browser) {
        transaction.execute(
                """
                insert into messaging_device (tenant_id, id, person, endpoint, fingerprint, public_key, secret, label, since, reached)
                values (:tenant, :id, :person, :subscription, :fingerprint, '', '', :label, :since, :reached)
                """,
                "id", browser.id(), "person", browser.person(), "subscription", browser.subscription(), "fingerprint", browser.fingerprint(),
                "label", browser.label(), "since", browser.since(), "reached", browser.reached());
    }

    /** Those from before there was encryption, as far as {@code most} go. */
    static List<Browser> clear(Reader reader, int most) {
        return reader.list(
                "select " + COLUMNS + " from messaging_device d where d.tenant_id = :tenant and d.secret <> '' fetch first " + most + " rows only", BrowserTable::browser);
    }

    static void seal(Transaction transaction, UUID id, String sealed) {
        transaction.execute(
                "update messaging_device d set endpoint = :sealed, public_key = '', secret = '' where d.tenant_id = :tenant and d.id = :id and d.secret <> ''",
                "sealed", sealed, "id", id);
    }

    static void deleteBy(Transaction transaction, String fingerprint) {
        transaction.execute("delete from messaging_device d where d.tenant_id = :tenant and d.fingerprint = :fingerprint", "fingerprint", fingerprint);
    }

    static boolean delete(Transaction transaction, UUID id) {
        return transaction.execute("delete from messaging_device d where d.tenant_id = :tenant and d.id = :id", "id", id) == 1;
    }

    static void reached(Transaction transaction, UUID id, Instant now) {
        transaction.execute("update messaging_device d set reached = :now where d.tenant_id = :tenant and d.id = :id", "now", now, "id", id);
    }

    private static Browser browser(Row row) {
        String secret = row.string("secret");
        String endpoint = row.string("endpoint");
        return new Browser(
                row.uuid("id"), row.uuid("person"),
                secret.isEmpty() ? endpoint : SealedSubscriptions.clear(new Subscription(endpoint, row.string("public_key"), secret)),
                row.string("fingerprint"), row.string("label"), row.instant("since"), row.instant("reached"));
    }
}
