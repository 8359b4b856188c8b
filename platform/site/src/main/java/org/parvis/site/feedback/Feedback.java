package org.parvis.site.feedback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.identity.Agent;
import org.parvis.api.settings.Settings;
import org.parvis.api.stats.Counters;
import org.parvis.api.tenant.TenantId;
import org.parvis.site.frame.PublicFrame;
import org.parvis.site.page.Pages;

/** What visitors say of the pages of each tenant. */
@Component(service = Feedback.class)
public final class Feedback {

    static final int PAGE_SIZE = 25;
    private static final String OFF = PublicFrame.FEEDBACK_OFF;
    private static final int MOST_PAGES = 20;

    private final Database database;
    private final Settings settings;
    private final Audit audit;
    private final Counters counters;

    @Activate
    public Feedback(@Reference Database database, @Reference Settings settings, @Reference Audit audit, @Reference Counters counters) {
        this.database = database;
        this.settings = settings;
        this.audit = audit;
        this.counters = counters;
    }

    /** Whether a tenant asks its visitors. */
    public boolean isOn(TenantId tenant) {
        return settings.get(tenant, OFF).isEmpty();
    }

    void turn(TenantId tenant, boolean on, Agent agent) {
        database.of(tenant).write(transaction -> {
            settings.set(transaction, OFF, on ? "" : "true");
            transaction.touch(Pages.TAG);
            audit.record(transaction, agent, on ? "site.feedback.on" : "site.feedback.off", tenant.toString(), "");
        });
    }

    void add(TenantId tenant, Remark remark) {
        database.of(tenant).write(transaction -> transaction.execute(
                "insert into site_feedback (tenant_id, id, page_path, page_title, useful, remark, made_at, handled)"
                        + " values (:tenant, :id, :path, :title, :useful, :text, :made, :handled)",
                "id", remark.id(), "path", remark.path(), "title", remark.title(), "useful", remark.useful(), "text", remark.text(),
                "made", remark.made(), "handled", remark.handled()));
        counters.add(tenant, FeedbackStatistics.USEFUL, remark.useful() ? FeedbackStatistics.YES : FeedbackStatistics.NO, 1);
        counters.add(tenant, FeedbackStatistics.ANSWERS, "", 1);
    }

    /**
     * What is looked for.
     *
     * @param path of one page, or empty: of all
     * @param open only what nobody has handled
     * @param unhappy only what was not useful
     * @param worded only what has a text
     */
    record Wanted(String path, boolean open, boolean unhappy, boolean worded, int page) {

        String where(List<Object> parameters) {
            StringBuilder where = new StringBuilder("f.tenant_id = :tenant");
            if (!path.isEmpty()) {
                where.append(" and f.page_path = :path");
                parameters.addAll(List.of("path", path));
            }
            where.append(open ? " and f.handled = false" : "").append(unhappy ? " and f.useful = false" : "").append(worded ? " and f.remark <> ''" : "");
            return where.toString();
        }
    }

    /** One page of the list. */
    record Found(List<Remark> remarks, long total, int page, int pages) {}

    Found find(TenantId tenant, Wanted wanted) {
        List<Object> parameters = new ArrayList<>();
        String where = wanted.where(parameters);
        Reader reader = database.of(tenant);
        long total = reader.count("select count(*) from site_feedback f where " + where, parameters.toArray());
        int pages = (int) Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.min(Math.max(1, wanted.page()), pages);
        parameters.addAll(List.of("offset", (page - 1) * PAGE_SIZE, "limit", PAGE_SIZE));
        List<Remark> remarks = reader.list(
                "select f.* from site_feedback f where " + where + " order by f.made_at desc, f.id desc offset :offset rows fetch next :limit rows only",
                Feedback::remark, parameters.toArray());
        return new Found(remarks, total, page, pages);
    }

    private static Remark remark(Row row) {
        String text = row.stringOrNull("remark");
        return new Remark(
                row.uuid("id"), row.string("page_path"), row.string("page_title"), row.bool("useful"), text == null ? "" : text,
                row.instant("made_at"), row.bool("handled"));
    }

    /** What was said of one page. */
    public record PageCount(String path, String title, long useful, long useless) {}

    /** The pages of which most was said against. */
    List<PageCount> counts(TenantId tenant) {
        return database.of(tenant).list(
                "select f.page_path, max(f.page_title) as title, sum(case when f.useful = true then 1 else 0 end) as good,"
                        + " sum(case when f.useful = true then 0 else 1 end) as bad from site_feedback f where f.tenant_id = :tenant"
                        + " group by f.page_path order by bad desc, good desc, f.page_path fetch first " + MOST_PAGES + " rows only",
                row -> new PageCount(row.string("page_path"), row.string("title"), row.longValue("good"), row.longValue("bad")));
    }

    /** Marks it as handled, or as open again; false if there is no such remark. */
    boolean handle(TenantId tenant, UUID id, boolean handled, Agent agent) {
        return database.of(tenant).call(transaction -> {
            int changed = transaction.execute(
                    "update site_feedback f set handled = :handled where f.tenant_id = :tenant and f.id = :id", "handled", handled, "id", id);
            if (changed > 0) {
                audit.record(transaction, agent, handled ? "site.feedback.handle" : "site.feedback.reopen", id.toString(), "");
            }
            return changed > 0;
        });
    }
}
