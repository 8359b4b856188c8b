package org.parvis.stats;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parvis.api.tenant.TenantId;

/** What one node counted of one tenant on one day and has not yet written. */
final class Tally {
    /** Kinds of counts that are not a plugin's. */
    static final String VIEW = "view";
    /** A visit, by {@link #PHONE} or {@link #COMPUTER}. */
    static final String VISIT = "visit";
    static final String PHONE = "phone";
    static final String COMPUTER = "other";
    static final String LANGUAGE = "language";
    static final String SEARCH = "search";

    private static final int MOST_GROUPS = 100;
    private static final int MOST_LANGUAGES = 40;
    private static final int MOST_COUNTERS = 60;
    private static final int MOST_PARTS = 100;

    private final TenantId tenant;
    private final LocalDate day;
    private final long endsAt;
    private final Searches searches;
    private volatile boolean handedOver;
    private final Items views = new Items(MOST_GROUPS);
    private final Items visits = new Items(2);
    private final Items languages = new Items(MOST_LANGUAGES);
    private final Map<String, Items> counters = new ConcurrentHashMap<>();

    /** @param endsAt milliseconds since 1970 at which the tenant's day is over */
    Tally(TenantId tenant, LocalDate day, long endsAt, Searches searches) {
        this.tenant = tenant;
        this.day = day;
        this.endsAt = endsAt;
        this.searches = searches;
    }

    /** An amount to add in the database. */
    record Amount(LocalDate day, String kind, String item, long amount) {}

    TenantId tenant() {
        return tenant;
    }

    LocalDate day() {
        return day;
    }

    boolean isOver(long now) {
        return now >= endsAt;
    }

    Searches searches() {
        return searches;
    }

    /** For the next day, which goes on with them. */
    Searches handOver() {
        handedOver = true;
        return searches;
    }

    void view(String group) {
        views.add(group, 1);
    }

    void visit(boolean phone, String language) {
        visits.add(phone ? PHONE : COMPUTER, 1);
        languages.add(language, 1);
    }

    void add(String counter, String part, long amount) {
        Items items = counters.get(counter);
        if (items == null && counters.size() < MOST_COUNTERS) {
            items = counters.computeIfAbsent(counter, ignored -> new Items(MOST_PARTS));
        }
        if (items != null) {
            items.add(part, amount);
        }
    }

    /** Takes out what was counted since the last time. */
    List<Amount> drain() {
        List<Amount> amounts = new ArrayList<>();
        views.drain((item, amount) -> amounts.add(new Amount(day, VIEW, item, amount)));
        visits.drain((item, amount) -> amounts.add(new Amount(day, VISIT, item, amount)));
        languages.drain((item, amount) -> amounts.add(new Amount(day, LANGUAGE, item, amount)));
        if (!handedOver) {
            searches.drain((item, amount) -> amounts.add(new Amount(day, SEARCH, item, amount)));
        }
        counters.forEach((counter, items) -> items.drain((item, amount) -> amounts.add(new Amount(day, counter, item, amount))));
        return amounts;
    }

    /** Puts back what could not be written. */
    void giveBack(List<Amount> amounts) {
        for (Amount amount : amounts) {
            switch (amount.kind()) {
                case VIEW -> views.add(amount.item(), amount.amount());
                case VISIT -> visits.add(amount.item(), amount.amount());
                case LANGUAGE -> languages.add(amount.item(), amount.amount());
                case SEARCH -> searches.giveBack(amount.item(), amount.amount());
                default -> add(amount.kind(), amount.item(), amount.amount());
            }
        }
    }
}
