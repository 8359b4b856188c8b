package org.parvis.api.privacy;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: what personal data a plugin keeps, why, and how long (GDPR, article 30), and how one person's are handed over
 * (articles 15 and 20) and erased (article 17).
 *
 * <p>The declared processings make the register and the public notice. A plugin that can find a person's data by e-mail address,
 * telephone number or account overrides {@link #holders}, {@link #export} and {@link #erase}.
 */
@ConsumerType
public interface PersonalData {

    List<Processing> processings();

    /**
     * The parts of a processing that are kept for times of their own in a tenant; empty: all of it for {@link Processing#retention}.
     *
     * @param language in which the parts are named
     * @param processing id of one of {@link #processings}
     */
    default List<Kept> kept(TenantId tenant, Locale language, String processing) {
        return List.of();
    }

    /** Adds what this module knows of a person: the account behind an e-mail address, the name of an agent. */
    default Person identify(Reader territory, Person person) {
        return person;
    }

    /**
     * The tenants that hold something of a person.
     *
     * @param acrossTerritory reads the data of all tenants
     */
    default Collection<TenantId> holders(Reader acrossTerritory, Person person) {
        return List.of();
    }

    /** Hands over all that a tenant holds of a person; nothing of anybody else. */
    default void export(Reader tenant, Person person, Export out) throws IOException {}

    /**
     * Erases or anonymises what a tenant holds of a person, as far as the law allows; touches the tags of the pages that show it.
     *
     * <p>What is kept must not be tied to an account any more. Called with an account alone when an {@link AccountRule} deletes it, and
     * again if that was interrupted.
     *
     * @return what became of it, by processing; what is kept, with the reason
     */
    default List<Erasure> erase(Transaction transaction, Person person, Instant now) {
        return List.of();
    }

    /** Who decides on a processing (GDPR, article 4 (7)). */
    enum Controller {
        /** The commune; the syndicate that hosts it is its processor (article 28). */
        TENANT,
        /** The territory: what is shared between its tenants, such as accounts. */
        TERRITORY
    }

    /**
     * A processing, as the register of article 30 lists it.
     *
     * @param id {@code <plugin>.<what>}
     * @param purposeKey message: what for
     * @param categoriesKey message: which data
     * @param basis legal basis (GDPR, article 6.1)
     * @param retention from the end of its use
     * @param personsKey message: whose data, or null: users of the service
     * @param recipientsKey message: who gets them, or null: the tenant's agents and the host
     */
    record Processing(
            String id,
            String purposeKey,
            String categoriesKey,
            LegalBasis basis,
            Period retention,
            @Nullable String personsKey,
            @Nullable String recipientsKey,
            Controller controller) {

        public Processing(String id, String purposeKey, String categoriesKey, LegalBasis basis, Period retention) {
            this(id, purposeKey, categoriesKey, basis, retention, null, null, Controller.TENANT);
        }

        public Processing of(String persons) {
            return new Processing(id, purposeKey, categoriesKey, basis, retention, persons, recipientsKey, controller);
        }

        public Processing sharedWith(String recipients) {
            return new Processing(id, purposeKey, categoriesKey, basis, retention, personsKey, recipients, controller);
        }

        public Processing controlledBy(Controller other) {
            return new Processing(id, purposeKey, categoriesKey, basis, retention, personsKey, recipientsKey, other);
        }
    }

    /**
     * How long a part of a processing is kept.
     *
     * @param what the part, in words
     * @param retention from the end of its use
     */
    record Kept(String what, Period retention) {
        /** What is kept for each time, in the order in which they came. */
        public static Map<Period, List<String>> byTime(List<Kept> parts) {
            Map<Period, List<String>> times = new LinkedHashMap<>();
            parts.forEach(part -> times.computeIfAbsent(part.retention(), time -> new ArrayList<>()).add(part.what()));
            return times;
        }
    }

    /**
     * What became of a person's data in one processing.
     *
     * @param records how many
     * @param reasonKey message: why they are kept; null when they are not
     */
    record Erasure(String processing, Outcome outcome, long records, @Nullable String reasonKey) {

        public static Erasure erased(String processing, long records) {
            return new Erasure(processing, Outcome.ERASED, records, null);
        }

        public static Erasure anonymised(String processing, long records) {
            return new Erasure(processing, Outcome.ANONYMISED, records, null);
        }

        public static Erasure kept(String processing, long records, String reasonKey) {
            return new Erasure(processing, Outcome.KEPT, records, Objects.requireNonNull(reasonKey));
        }
    }

    /** What becomes of data. */
    enum Outcome {
        ERASED,
        ANONYMISED,
        KEPT
    }

    /** Legal bases of GDPR, article 6.1 (a) to (f). */
    enum LegalBasis {
        CONSENT,
        CONTRACT,
        LEGAL_OBLIGATION,
        VITAL_INTERESTS,
        PUBLIC_TASK,
        LEGITIMATE_INTERESTS
    }
}
