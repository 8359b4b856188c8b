package org.parvis.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of members and of the links that let them in. */
final class MemberTable {

    private static final String SELECT = "select m.id, m.organisation_id, m.email, m.tongue, m.proven_at from directory_member m where m.tenant_id = :tenant";

    private MemberTable() {}

    static List<Member> of(Reader reader, UUID organisation) {
        return reader.list(SELECT + " and m.organisation_id = :id order by m.invited_at, m.id", MemberTable::member, "id", organisation);
    }

    static Optional<Member> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and m.id = :id", MemberTable::member, "id", id);
    }

    static Optional<Member> byEmail(Reader reader, UUID organisation, String email) {
        return reader.one(
                SELECT + " and m.organisation_id = :id and m.email_key = :email", MemberTable::member, "id", organisation, "email", Member.key(email));
    }

    static List<Member> byEmails(Reader reader, Collection<String> keys) {
        return reader.list(SELECT + " and m.email_key in (:emails) order by m.id", MemberTable::member, "emails", keys);
    }

    static Optional<Member> byLink(Reader reader, String hash, Instant now) {
        return reader.one(
                "select m.id, m.organisation_id, m.email, m.tongue, m.proven_at from directory_member m inner join directory_link l"
                        + " on l.tenant_id = :tenant and l.member_id = m.id where m.tenant_id = :tenant and l.token_hash = :hash and l.expires > :now",
                MemberTable::member, "hash", hash, "now", now);
    }

    static void insert(Transaction transaction, Member member, Instant now) {
        transaction.execute(
                "insert into directory_member (tenant_id, id, organisation_id, email, email_key, tongue, invited_at)"
                        + " values (:tenant, :id, :organisation, :email, :key, :tongue, :now)",
                "id", member.id(), "organisation", member.organisation(), "email", member.email(), "key", Member.key(member.email()),
                "tongue", member.language().getLanguage(), "now", now);
    }

    static void prove(Transaction transaction, UUID member, Instant now) {
        transaction.execute(
                "update directory_member m set proven_at = :now where m.tenant_id = :tenant and m.id = :id and m.proven_at is null", "id", member, "now", now);
    }

    static void delete(Transaction transaction, UUID member) {
        transaction.execute("delete from directory_proposal p where p.tenant_id = :tenant and p.member_id = :id", "id", member);
        transaction.execute("delete from directory_link l where l.tenant_id = :tenant and l.member_id = :id", "id", member);
        transaction.execute("delete from directory_member m where m.tenant_id = :tenant and m.id = :id", "id", member);
    }

    static void link(Transaction transaction, UUID id, UUID member, String hash, Instant now, Instant expires) {
        transaction.execute(
                "insert into directory_link (tenant_id, id, member_id, token_hash, created_at, expires) values (:tenant, :id, :member, :hash, :now, :expires)",
                "id", id, "member", member, "hash", hash, "now", now, "expires", expires);
    }

    static long linksSince(Reader reader, UUID member, Instant since) {
        return reader.count(
                "select count(*) from directory_link l where l.tenant_id = :tenant and l.member_id = :id and l.created_at > :since", "id", member, "since", since);
    }

    /** Links that are over, and invitations of which nobody made use: returns how many of these. */
    static int purge(Transaction transaction, Instant now, Instant invitedBefore) {
        transaction.execute("delete from directory_link l where l.tenant_id = :tenant and l.expires <= :now", "now", now);
        List<UUID> unused = transaction.list(
                "select m.id from directory_member m where m.tenant_id = :tenant and m.proven_at is null and m.invited_at < :before"
                        + " and not exists (select 1 from directory_link l where l.tenant_id = :tenant and l.member_id = m.id)",
                row -> row.uuid("id"), "before", invitedBefore);
        unused.forEach(member -> delete(transaction, member));
        return unused.size();
    }

    private static Member member(Row row) {
        return new Member(
                row.uuid("id"), row.uuid("organisation_id"), row.string("email"), Locale.forLanguageTag(row.string("tongue")), row.instantOrNull("proven_at") != null);
    }
}
