package org.parvis.search.address;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.TenantData;
import org.parvis.api.tenant.TenantId;

/** What was taken in, in the database of all nodes: the territory's, in one version at a time. */
final class StoredAddresses {

    static final String TAG = "addresses";

    private static final int STREETS_IN_PART = 4_000;

    private final Database database;

    StoredAddresses(Database database) {
        this.database = database;
    }

    private TenantData data() {
        return database.of(TenantId.TERRITORY);
    }

    /** Which version is the one to serve, if any. */
    Optional<UUID> version() {
        return data().one("select f.id from search_address_file f where f.tenant_id = :tenant", row -> row.uuid("id"));
    }

    /** Replaces what there is, at once for all; false if it is the same. */
    boolean replace(List<Street> streets, Instant now) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < streets.size(); from += STREETS_IN_PART) {
            parts.add(Packed.of(streets.subList(from, Math.min(streets.size(), from + STREETS_IN_PART))));
        }
        String digest = digest(parts);
        return data().call(transaction -> {
            if (transaction.count("select count(*) from search_address_file f where f.tenant_id = :tenant and f.digest = :digest", "digest", digest) > 0) {
                return false;
            }
            transaction.execute("delete from search_address_part p where p.tenant_id = :tenant");
            transaction.execute("delete from search_address_file f where f.tenant_id = :tenant");
            UUID file = Ids.next();
            transaction.execute(
                    "insert into search_address_file (tenant_id, id, digest, taken) values (:tenant, :id, :digest, :now)", "id", file, "digest", digest, "now", now);
            for (byte[] part : parts) {
                transaction.execute(
                        "insert into search_address_part (tenant_id, id, file_id, content) values (:tenant, :id, :file, :content)",
                        "id", Ids.next(), "file", file, "content", part);
            }
            transaction.touch(TAG);
            return true;
        });
    }

    /** Hands over a version, part after part; what was replaced meanwhile is missed, and the next look finds the new version. */
    void read(UUID version, AddressIndex.Sink sink) throws IOException {
        List<UUID> parts = data().list(
                "select p.id from search_address_part p where p.tenant_id = :tenant and p.file_id = :file order by p.id", row -> row.uuid("id"), "file", version);
        if (parts.isEmpty()) {
            throw new IOException("addresses were replaced while they were read");
        }
        for (UUID part : parts) {
            byte[] content = data().one(
                            "select p.content from search_address_part p where p.tenant_id = :tenant and p.id = :id", row -> row.bytesOrNull("content"), "id", part)
                    .orElseThrow(() -> new IOException("addresses were replaced while they were read"));
            sink.take(Packed.streets(content));
        }
    }

    private static String digest(List<byte[]> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
