package org.parvis.files.seal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Database;
import org.parvis.api.data.Row;
import org.parvis.api.data.TenantData;
import org.parvis.api.tenant.TenantId;

/** What all nodes must agree on: which master key is written with, which one is still to be, and which of them each node has. Names alone. */
final class KeyLedger {
    private static final String SELECT = "select m.name from files_master_key m where m.tenant_id = :tenant";

    private final Database database;

    KeyLedger(Database database) {
        this.database = database;
    }

    /** A running node. */
    record Node(UUID id, String host, List<String> names) {}

    private TenantData data() {
        return database.of(TenantId.TERRITORY);
    }

    /** Names of keys that were taken into use, the last one first. */
    List<String> used() {
        return data().list(SELECT + " and m.used_since is not null order by m.used_since desc, m.name", row -> row.string("name"));
    }

    /** A key that was made and is not yet in use. */
    Optional<String> pending() {
        return data().one(SELECT + " and m.used_since is null order by m.made_at desc, m.name fetch first 1 rows only", row -> row.string("name"));
    }

    void announce(String name, Instant now) {
        data().write(transaction -> transaction.execute(
                "insert into files_master_key (tenant_id, name, made_at) values (:tenant, :name, :now)", "name", name, "now", now));
    }

    /** From now on, and after all others: the clocks of nodes differ. Those that were made and never used are forgotten. */
    void use(String name, Instant now) {
        data().write(transaction -> {
            Instant last = transaction.list(
                            "select m.used_since from files_master_key m where m.tenant_id = :tenant and m.used_since is not null", row -> row.instant("used_since"))
                    .stream().max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
            Instant since = last.isBefore(now) ? now : last.plus(1, ChronoUnit.MICROS);
            transaction.execute("update files_master_key m set used_since = :since where m.tenant_id = :tenant and m.name = :name", "name", name, "since", since);
            transaction.execute("delete from files_master_key m where m.tenant_id = :tenant and m.used_since is null");
        });
    }

    void report(Node node, Instant now) {
        String names = String.join(",", node.names());
        data().write(transaction -> {
            int known = transaction.execute(
                    "update files_key_node n set names = :names, seen_at = :now where n.tenant_id = :tenant and n.id = :id", "names", names, "now", now, "id", node.id());
            if (known == 0) {
                transaction.execute(
                        "insert into files_key_node (tenant_id, id, host, names, seen_at) values (:tenant, :id, :host, :names, :now)",
                        "id", node.id(), "host", node.host(), "names", names, "now", now);
            }
        });
    }

    /** Those heard of since that moment; the others are forgotten. */
    List<Node> live(Instant since) {
        data().write(transaction -> transaction.execute("delete from files_key_node n where n.tenant_id = :tenant and n.seen_at < :since", "since", since));
        return data().list("select n.id, n.host, n.names from files_key_node n where n.tenant_id = :tenant order by n.host, n.id", KeyLedger::node);
    }

    void forget(UUID node) {
        data().write(transaction -> transaction.execute("delete from files_key_node n where n.tenant_id = :tenant and n.id = :id", "id", node));
    }

    private static Node node(Row row) {
        return new Node(row.uuid("id"), row.string("host"), Arrays.asList(row.string("names").split(",")));
    }
}
