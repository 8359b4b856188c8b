package org.parvis.stats;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;

/** The counts in the database: by day, and by month when the days are no longer kept. */
final class CountTable {
    private static final int TRIES = 5;
    private static final Comparator<Tally.Amount> ORDER =
            Comparator.comparing(Tally.Amount::day).thenComparing(Tally.Amount::kind).thenComparing(Tally.Amount::item);

    private CountTable() {}

    /** A sum over days or months. */
    record Sum(YearMonth month, String kind, String item, long amount) {}

    /** A sum of one day. */
    record DaySum(LocalDate day, String kind, long amount) {}

    /** A sum of one tenant. */
    record TenantSum(TenantId tenant, long visits, long views) {}

    /** Adds to what is there, all or nothing. Another node may insert the same row meanwhile: then there is something to add to. */
    static void add(TenantData data, List<Tally.Amount> amounts) {
        // One order for all nodes: they wait for each other, and none for ever.
        List<Tally.Amount> ordered = amounts.stream().sorted(ORDER).toList();
        for (int i = 1;; i++) {
            try {
                data.write(transaction -> ordered.forEach(amount -> add(transaction, amount)));
                return;
            } catch (Conflict e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void add(Transaction transaction, Tally.Amount amount) {
        Object[] values = {
            "day", amount.day(), "kind", amount.kind(), "item", amount.item(), "amount", amount.amount()
        };
        int known = transaction.execute(
                "update stats_day s set amount = s.amount + :amount"
                        + " where s.tenant_id = :tenant and s.day_date = :day and s.kind = :kind and s.item = :item",
                values);
        if (known == 0) {
            transaction.execute(
                    "insert into stats_day (tenant_id, day_date, kind, item, month_no, amount) values (:tenant, :day, :kind, :item, :month, :amount)",
                    "day", amount.day(), "kind", amount.kind(), "item", amount.item(), "amount", amount.amount(), "month", number(YearMonth.from(amount.day())));
        }
    }

    /** Sums by month, kind and item. @param whole through the door of the territory: over all tenants */
    static List<Sum> months(Reader reader, boolean whole, YearMonth first, YearMonth last) {
        List<Sum> sums = new ArrayList<>();
        for (String table : List.of("stats_day", "stats_month")) {
            sums.addAll(reader.list(
                    "select s.month_no, s.kind, s.item, sum(s.amount) as total from " + table + " s where " + own(whole)
                            + "s.month_no >= :low and s.month_no <= :high group by s.month_no, s.kind, s.item",
                    row -> new Sum(month(row.integer("month_no")), row.string("kind"), row.string("item"), row.longValue("total")),
                    "low", number(first), "high", number(last)));
        }
        return sums;
    }

    /** Views and visits of each day of a month. */
    static List<DaySum> days(Reader reader, boolean whole, YearMonth month) {
        return reader.list(
                "select s.day_date, s.kind, sum(s.amount) as total from stats_day s where " + own(whole)
                        + "s.month_no = :month and s.kind in ('view', 'visit') group by s.day_date, s.kind",
                row -> new DaySum(row.date("day_date"), row.string("kind"), row.longValue("total")), "month", number(month));
    }

    /** Through the door of the territory: those with the most visits first. */
    static List<TenantSum> tenants(Reader territory, YearMonth first, YearMonth last) {
        return territory.list(
                "select a.tenant_id, sum(a.visits) as visits, sum(a.views) as views from ("
                        + tenants("stats_day") + " union all " + tenants("stats_month")
                        + ") a group by a.tenant_id order by visits desc, views desc, a.tenant_id",
                row -> new TenantSum(new TenantId(row.uuid("tenant_id")), row.longValue("visits"), row.longValue("views")),
                "low", number(first), "high", number(last));
    }

    private static String tenants(String table) {
        return "select s.tenant_id, case when s.kind = 'visit' then s.amount else 0 end as visits, case when s.kind = 'view' then s.amount else 0 end as views"
                + " from " + table + " s where s.month_no >= :low and s.month_no <= :high and s.kind in ('view', 'visit')";
    }

    /** The first month of which anything is known. */
    static @Nullable YearMonth first(Reader reader, boolean whole) {
        YearMonth first = null;
        for (String table : List.of("stats_day", "stats_month")) {
            String where = own(whole).isEmpty() ? "" : " where s.tenant_id = :tenant";
            long found = reader.count("select coalesce(min(s.month_no), 0) from " + table + " s" + where);
            if (found > 0 && (first == null || month((int) found).isBefore(first))) {
                first = month((int) found);
            }
        }
        return first;
    }

    static List<TenantId> withDaysBefore(Reader territory, YearMonth month) {
        return territory.list(
                "select distinct s.tenant_id from stats_day s where s.month_no < :month", row -> new TenantId(row.uuid("tenant_id")), "month", number(month));
    }

    /** Turns the days of the oldest month before the given one into sums of that month; returns how many rows went. */
    static int condense(Transaction transaction, YearMonth before) {
        long oldest = transaction.count(
                "select coalesce(min(s.month_no), 0) from stats_day s where s.tenant_id = :tenant and s.month_no < :month", "month", number(before));
        if (oldest == 0) {
            return 0;
        }
        YearMonth month = month((int) oldest);
        transaction.executeAll(
                "insert into stats_month (tenant_id, month_no, kind, item, amount) values (:tenant, :month, :kind, :item, :amount)",
                fresh(transaction, month));
        return transaction.execute("delete from stats_day s where s.tenant_id = :tenant and s.month_no = :month", "month", number(month));
    }

    /** Sums of a month's days, together with what is already kept of that month, which is taken away. */
    private static List<Object[]> fresh(Transaction transaction, YearMonth month) {
        List<Object[]> rows = new ArrayList<>();
        for (Sum sum : transaction.list(
                "select a.kind, a.item, sum(a.amount) as total from (select s.kind, s.item, s.amount from stats_day s where s.tenant_id = :tenant and s.month_no = :month"
                        + " union all select m.kind, m.item, m.amount from stats_month m where m.tenant_id = :tenant and m.month_no = :month) a group by a.kind, a.item",
                row -> new Sum(month, row.string("kind"), row.string("item"), row.longValue("total")), "month", number(month))) {
            rows.add(new Object[] {"month", number(month), "kind", sum.kind(), "item", sum.item(), "amount", sum.amount()});
        }
        transaction.execute("delete from stats_month m where m.tenant_id = :tenant and m.month_no = :month", "month", number(month));
        return rows;
    }

    private static String own(boolean whole) {
        return whole ? "" : "s.tenant_id = :tenant and ";
    }

    private static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    private static YearMonth month(int number) {
        return YearMonth.of(number / 100, number % 100);
    }
}
