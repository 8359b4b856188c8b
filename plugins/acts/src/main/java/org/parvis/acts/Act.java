package org.parvis.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act and what is said about it; its document is in its {@link Issue issues}.
 *
 * @param slug last segment of its address; stays when the title changes
 * @param publishAt from when it is public (UTC); null until it is published
 * @param withdrawal why and when it was taken off, or null
 * @param version grows with each change, to notice two agents editing at once
 */
public record Act(
        UUID id,
        String slug,
        Content content,
        State state,
        @Nullable Instant publishAt,
        @Nullable Withdrawal withdrawal,
        Instant updatedAt,
        int version) {

    /**
     * What an agent says of it.
     *
     * @param number as the commune numbers its acts
     * @param title what it is about
     * @param matter code of {@link Matters}
     * @param adopted civil date
     * @param signatory first and last name of its author (CGCT, R2131-1)
     * @param capacity of the author
     * @param received when the prefecture received it, or null
     * @param budgetYear {@code 2026} or {@code 2026/2027}, or empty
     */
    public record Content(
            ActKind kind,
            String number,
            String title,
            String matter,
            LocalDate adopted,
            String signatory,
            String capacity,
            @Nullable LocalDate received,
            Votes votes,
            String budgetYear,
            String budgetName) {

        public static final int LONGEST_NUMBER = 60;
        public static final int LONGEST_TITLE = 500;
        public static final int LONGEST_NAME = 150;
    }

    /**
     * An act taken off the site; its title and the reason stay.
     *
     * @param at UTC
     */
    public record Withdrawal(Instant at, String reason) {
        public static final int LONGEST_REASON = 500;
    }

    public Status status(Instant now) {
        return switch (state) {
            case DRAFT -> Status.DRAFT;
            case WITHDRAWN -> Status.WITHDRAWN;
            case PUBLISHED -> publishAt != null && publishAt.isAfter(now) ? Status.SCHEDULED : Status.PUBLISHED;
        };
    }

    /** Whether it has a public page: what was public once keeps one. */
    public boolean isShown(Instant now) {
        return state != State.DRAFT && publishAt != null && !publishAt.isAfter(now);
    }

    /** Address on the site, without language. */
    public String path() {
        return "/actes/" + slug;
    }

    /** The tag of pages that show it. */
    public String tag() {
        return "acts:" + id;
    }

    Act with(Content other, Instant now) {
        return new Act(id, slug, other, state, publishAt, withdrawal, now, version + 1);
    }

    Act moved(State to, @Nullable Instant from, @Nullable Withdrawal why, Instant now) {
        return new Act(id, slug, content, to, from, why, now, version + 1);
    }
}
