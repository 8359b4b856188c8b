package org.parvis.demarches.procedure;

import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a procedure is.
 *
 * @param link of a procedure or a sheet that is elsewhere, or null
 * @param fees what it costs, where that is the same everywhere
 */
public record Header(
        String id, int version, Kind kind, Category category, Set<Audience> audience, Authority authority, Set<Channel> channels, List<Law> law,
        Silence silence, @Nullable String link, List<Fee> fees, Filing filing) {
    public Header {
        law = List.copyOf(law);
        fees = List.copyOf(fees);
    }

    /** The same under the name and number under which it is stored, and with another meaning of silence. */
    Header as(String storedId, int storedVersion, Silence meant) {
        return new Header(storedId, storedVersion, kind, category, audience, authority, channels, law, meant, link, fees, filing);
    }

    /** The number of the sheet of service-public.fr that it shows. */
    public Optional<String> sheet() {
        return kind == Kind.SHEET && link != null ? Optional.of(link.substring(link.lastIndexOf('/') + 1)) : Optional.empty();
    }

    /**
     * What it says of its files.
     *
     * @param retention after a file was closed; null for procedures without files
     * @param archived whether a file is put into the operator's archive before it is erased
     * @param applicant where the person is in the data; null for procedures without files
     * @param subject path of the answer that tells files apart, or null
     * @param cosigners who is asked to agree, if they are named in the answers
     * @param report if it reports something about a place, else null
     */
    public record Filing(
            @Nullable Period retention, boolean archived, @Nullable Applicant applicant, @Nullable String subject, List<Cosigner> cosigners, @Nullable Report report) {
        /** Of a procedure without files. */
        static final Filing NONE = new Filing(null, false, null, null, List.of(), null);

        public Filing {
            cosigners = List.copyOf(cosigners);
        }
    }

    /** Where a procedure is done. */
    public enum Kind {
        ONLINE,
        LINK,
        PAPER,
        /** A sheet of service-public.fr. */
        SHEET
    }

    /** Under which heading of the catalogue it stands. */
    public enum Category {
        TOWN_HALL,
        CIVIL_STATUS,
        FAMILY,
        LIVING,
        ASSOCIATION,
        BUSINESS,
        SAFETY,
        DEATH;

        /** As in files and messages. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** For whom. */
    public enum Audience {
        PERSON,
        ASSOCIATION,
        COMPANY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who decides. */
    public enum Authority {
        MAYOR,
        COUNCIL,
        AGENT,
        STATE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Another way in. */
    public enum Channel {
        COUNTER,
        PHONE,
        POST;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What silence means. */
    public enum Means {
        REJECTION,
        ACCEPTANCE,
        NONE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What something costs; the message {@code fee.<name>} says what for.
     *
     * @param cents where it is the same for all
     * @param by path of the choice that it depends on, or null
     * @param amounts cents by value of that choice
     * @param typed whether an agent gives the amount, file by file
     * @param tariff whether each commune sets it, or nothing
     * @param per what a commune may multiply its amounts by
     */
    public record Fee(String name, long cents, @Nullable String by, Map<String, Long> amounts, boolean typed, boolean tariff, List<Measure> per) {
        /** What one payment can be. */
        public static final long MOST_CENTS = 10_000_000;

        /** What it is for these answers; empty if they do not say, or an agent or the commune does. */
        public OptionalLong cents(Answers answers) {
            if (typed || tariff) {
                return OptionalLong.empty();
            }
            Long chosen = by == null ? Long.valueOf(cents) : amounts.get(answers.text(by));
            return chosen == null ? OptionalLong.empty() : OptionalLong.of(chosen);
        }

        /** What these answers chose of what it depends on, or empty. */
        public String chosen(Answers answers) {
            return by == null ? "" : answers.text(by);
        }
    }

    /** A legal basis; {@code url} may be empty. */
    public record Law(String text, String url) {}

    /**
     * What silence means, and after how long.
     *
     * @param after null with {@link Means#NONE}
     * @param competent whether a silence that rejects counts from the competent administration, and not from the first that had the request
     * @param by path of the choice on which it depends, or empty
     * @param when what it means with some of the answers, which depend on nothing more; with all others and without one it is as it says here
     */
    public record Silence(Means means, @Nullable Period after, String law, boolean competent, String by, Map<String, Silence> when) {
        public Silence {
            // In the order of the file, in which a sheet says them.
            when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        }

        Silence(Means means, @Nullable Period after, String law, boolean competent) {
            this(means, after, law, competent, "", Map.of());
        }

        /** What it means for somebody who answered so. */
        public Silence of(Answers answers) {
            return when.getOrDefault(answers.text(by), this);
        }

        /** Whether it means the same after the same term. */
        boolean alike(Silence other) {
            return means == other.means && Objects.equals(after, other.after);
        }
    }

    /** Who agrees to a request beside the one who sends it: a role, named by the message {@code cosigner.<role>}, and paths in the data. */
    public record Cosigner(String role, String name, String email) {}

    /** Paths in the data of a report: what it is about (a choice), the address, where that is. */
    public record Report(String topic, String address, String position) {}

    /** Paths in the data; {@code email} or {@code phone} may be empty, not both. */
    public record Applicant(String name, String email, String phone) {}
}
