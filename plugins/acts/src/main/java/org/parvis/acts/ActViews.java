package org.parvis.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.Tenants;

/** What templates see of acts. */
public final class ActViews {
    private ActViews() {}

    /**
     * An act in a list and on its page.
     *
     * @param kind code of {@link ActKind}
     * @param status code of {@link Status}
     * @param published UTC, or null
     */
    public record Card(
            String id, String path, String kind, String number, String title, Matters.Matter matter, LocalDate adopted, String signatory,
            String capacity, @Nullable LocalDate received, Votes votes, @Nullable Instant published, String status, Instant updated, int version) {

        static Card of(Act act, Instant now) {
            Act.Content content = act.content();
            return new Card(
                    act.id().toString(), act.path(), content.kind().code(), content.number(), content.title(),
                    Matters.of(content.matter()).orElseThrow(), content.adopted(), content.signatory(), content.capacity(), content.received(),
                    content.votes(), act.publishAt(), act.status(now).code(), act.updatedAt(), act.version());
        }
    }

    /**
     * An issue of an act's document.
     *
     * @param path on the site, without language
     * @param kilobytes rounded up
     * @param published UTC, or null as long as the act is not public
     */
    public record Document(
            int number, String path, String fileName, long kilobytes, String sha256, Instant posted, @Nullable Instant published, String note,
            boolean current, String reading, boolean troubled, int pages) {

        static Document of(Act act, Issue issue, boolean current) {
            return new Document(
                    issue.number(), act.path() + "/document/" + issue.number(), issue.fileName(), (issue.size() + 1023) / 1024, issue.sha256(),
                    issue.posted(), issue.published() == null ? act.publishAt() : issue.published(), issue.note(), current, issue.reading().code(),
                    issue.reading().troubled(), issue.pages());
        }
    }

    /**
     * Until when an act can be contested.
     *
     * @param lastDay civil day of the tenant, included
     */
    public record Appeal(LocalDate lastDay, boolean over) {}

    static List<Document> documents(Act act, List<Issue> issues) {
        return issues.stream().map(issue -> Document.of(act, issue, issue.number() == issues.get(0).number())).toList();
    }

    /** Counted from the publication, or from the last correction that changed what was decided. */
    static @Nullable Appeal appeal(Site site, Tenants tenants, Act act, List<Issue> issues, Instant now) {
        Instant from = act.publishAt();
        if (from == null || !act.content().kind().appealable() || act.state() == State.WITHDRAWN) {
            return null;
        }
        for (Issue issue : issues) {
            if (issue.reopens() && issue.published() != null) {
                from = issue.published();
                break;
            }
        }
        Tenant tenant = site.tenant();
        LocalDate last = AppealPeriod.lastDay(from, tenant, tenants);
        return new Appeal(last, LocalDate.ofInstant(now, tenant.zone()).isAfter(last));
    }

    /** When a page that shows the period changes by itself; null if it is over. */
    static @Nullable Instant appealEnds(@Nullable Appeal appeal, ZoneId zone) {
        return appeal == null || appeal.over() ? null : appeal.lastDay().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
