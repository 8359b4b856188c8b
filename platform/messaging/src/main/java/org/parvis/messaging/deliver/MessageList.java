package org.parvis.messaging.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.notify.Channel;
import org.parvis.messaging.deliver.MessageTable.State;

/** Messages of a tenant as its back office lists them. */
record MessageList(@Nullable State state, String words, int page) {
    static final int PAGE_SIZE = 25;

    MessageList {
        page = Math.max(1, page);
    }

    /** One line; the address is shown, what the message says is not. */
    public record Line(
            String id,
            String channel,
            String kind,
            String state,
            String address,
            String subject,
            Instant created,
            Instant due,
            @Nullable Instant ended,
            int attempts,
            String error) {}

    record Found(List<Line> lines, long total, int page, int pages) {}

    Found run(Reader reader) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder where = new StringBuilder("m.tenant_id = :tenant");
        if (state != null) {
            where.append(" and m.state = :state");
            parameters.addAll(List.of("state", state));
        }
        if (!words.isBlank()) {
            where.append(" and (lower(m.address) like :words escape '!' or lower(m.subject) like :words escape '!')");
            String literal = words.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
            parameters.addAll(List.of("words", "%" + literal + "%"));
        }
        long total = reader.count("select count(*) from messaging_message m where " + where, parameters.toArray());
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int shown = Math.min(page, pages);
        parameters.addAll(List.of("offset", (shown - 1) * PAGE_SIZE, "limit", PAGE_SIZE));
        List<Line> lines = reader.list(
                "select m.* from messaging_message m where " + where + " order by m.created desc, m.id desc offset :offset rows fetch next :limit rows only",
                MessageList::line,
                parameters.toArray());
        return new Found(lines, total, shown, pages);
    }

    private static Line line(Row row) {
        UUID id = row.uuid("id");
        // A device has no address that would say anything to anybody.
        String address = Channel.valueOf(row.string("channel")) == Channel.PUSH ? null : row.stringOrNull("address");
        String error = row.stringOrNull("last_error");
        return new Line(
                id.toString(), row.string("channel").toLowerCase(Locale.ROOT), row.string("kind"), row.string("state").toLowerCase(Locale.ROOT),
                address == null ? "" : address, row.string("subject"), row.instant("created"), row.instant("due"), row.instantOrNull("ended"),
                row.integer("attempts"), error == null ? "" : error);
    }
}
