package org.parvis.demarches;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.Json;
import org.parvis.api.content.Slug;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Remembered;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Which procedures a commune offers, and its own words for them. */
@Component(service = {Offers.class, ChangeListener.class}, property = "service.ranking:Integer=20")
public final class Offers implements ChangeListener {
    public static final String TAG = "demarches";
    public static final String PERMISSION = "demarches.offer";

    private final Database database;
    private final Procedures procedures;
    private final Audit audit;
    private final Clock clock;
    private final Remembered<Map<String, Offer>> saved = new Remembered<>(TAG, this::read);

    @Activate
    public Offers(@Reference Database database, @Reference Procedures procedures, @Reference Audit audit, @Reference Clock clock) {
        this.database = database;
        this.procedures = procedures;
        this.audit = audit;
        this.clock = clock;
    }

    /** A procedure that is offered, in its newest version, with the commune's words. */
    public record Offered(Procedure procedure, Offer offer) {}

    private Map<String, Offer> read(TenantId tenant) {
        Map<String, Offer> all = new LinkedHashMap<>();
        database.of(tenant).list(
                "select o.procedure_id, o.offered, o.texts, o.seen, o.row_version from demarches_offer o where o.tenant_id = :tenant",
                row -> new Offer(
                        row.string("procedure_id"), row.bool("offered"), texts(row.string("texts")), seen(row.stringOrNull("seen")), row.integer("row_version")))
                .forEach(offer -> all.put(offer.procedure(), offer));
        return Map.copyOf(all);
    }

    private static Map<String, String> texts(String json) {
        Map<String, String> texts = new LinkedHashMap<>();
        Answers.of(json).json().properties().forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }

    private static Map<String, Integer> seen(@Nullable String json) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        if (json != null) {
            Answers.of(json).json().properties().forEach(text -> seen.put(text.getKey(), text.getValue().asInt()));
        }
        return seen;
    }

    public Offer offer(TenantId tenant, String procedure) {
        return saved.of(tenant).getOrDefault(procedure, Offer.none(procedure));
    }

    /** What a commune offers now. */
    public List<Offered> offered(TenantId tenant) {
        return saved.of(tenant).values().stream()
                .filter(Offer::offered)
                .flatMap(offer -> procedures.newest(offer.procedure()).stream().map(procedure -> new Offered(procedure, offer)))
                .toList();
    }

    /** What is done here by a form, by id and title, for agents to choose among: in the order of the French titles on every node and after every start. */
    public <T> List<T> named(TenantId tenant, Wanted words, BiFunction<String, String, T> choice) {
        return offered(tenant).stream()
                .map(Offered::procedure)
                .filter(Procedure::online)
                .sorted(Comparator.comparing(procedure -> Slug.of(procedure.title(Cases.COMMUNE))))
                .map(procedure -> choice.apply(procedure.id(), procedure.title(words)))
                .toList();
    }

    public Optional<Offered> offered(TenantId tenant, String procedure) {
        Offer offer = offer(tenant, procedure);
        return offer.offered() ? procedures.newest(procedure).map(newest -> new Offered(newest, offer)) : Optional.empty();
    }

    /** Procedures whose files programs may read, offered now or earlier. */
    public List<String> opened(TenantId tenant) {
        return saved.of(tenant).values().stream().filter(offer -> offer.says(Offer.PROGRAMS)).map(Offer::procedure).sorted().toList();
    }

    /** @throws Conflict if somebody saved meanwhile */
    public void save(TenantId tenant, Agent agent, Offer offer) {
        Procedure known = procedures.every().get(offer.procedure());
        Offer marked = known == null ? offer : offer.after(offer(tenant, offer.procedure()), known.version());
        database.of(tenant).write(transaction -> {
            save(transaction, marked);
            String tariff = Tariff.of(offer).changesSince(Tariff.of(offer(tenant, offer.procedure())));
            if (!tariff.isEmpty()) {
                audit.record(transaction, agent, "demarches.tariff", offer.procedure(), offer.procedure() + tariff);
            }
            audit.record(transaction, agent, offer.offered() ? "demarches.offer" : "demarches.withhold", offer.procedure(), offer.procedure());
        });
    }

    /**
     * One of the commune's texts stays beside a shared one that changed, or gives way to it.
     *
     * @throws Conflict if somebody saved meanwhile
     */
    public void decide(TenantId tenant, Agent agent, Offer offer, String name, boolean taken) {
        int newest = procedures.newest(offer.procedure()).orElseThrow(NotFound::new).version();
        database.of(tenant).write(transaction -> {
            save(transaction, offer.decided(name, taken, newest));
            audit.record(transaction, agent, taken ? "demarches.reword" : "demarches.keepwords", offer.procedure(), offer.procedure() + " " + name);
        });
    }

    public void save(Transaction transaction, Offer offer) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int changed = offer.version() == 0
                ? transaction.execute(
                        "insert into demarches_offer (tenant_id, procedure_id, offered, texts, seen, updated_at, row_version)"
                                + " values (:tenant, :procedure, :offered, :texts, :seen, :now, 1)",
                        "procedure", offer.procedure(), "offered", offer.offered(), "texts", Json.of(offer.texts()), "seen", Json.of(offer.seen()), "now", now)
                : transaction.execute(
                        "update demarches_offer o set offered = :offered, texts = :texts, seen = :seen, updated_at = :now, row_version = o.row_version + 1"
                                + " where o.tenant_id = :tenant and o.procedure_id = :procedure and o.row_version = :version",
                        "procedure", offer.procedure(), "offered", offer.offered(), "texts", Json.of(offer.texts()), "seen", Json.of(offer.seen()), "now", now, "version", offer.version());
        if (changed == 0) {
            throw new Conflict("demarches.error.conflict");
        }
        // The menu of every page tells whether there is something.
        transaction.touch(TAG, TAG + ":" + offer.procedure(), "site");
        if (offer.says(Offer.SHARED) || offer(transaction.tenant(), offer.procedure()).says(Offer.SHARED)) {
            transaction.enqueue(SharedSearch.QUEUE, offer.procedure());
        }
    }

    @Override
    public void changed(List<Change> changes) {
        saved.changed(changes);
    }

    @Override
    public void everything() {
        saved.everything();
    }
}
