package org.parvis.demarches;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;

/** The services of a commune between which files are passed on, and which file is at which. */
@Component(service = Services.class)
public final class Services {
    private static final String COLUMNS = "s.id, s.name, s.email, s.agents, s.row_version";

    private final Database database;
    private final Audit audit;

    @Activate
    public Services(@Reference Database database, @Reference Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    private static Service map(Row row) {
        String agents = row.string("agents");
        return new Service(
                row.uuid("id"), row.string("name"), row.string("email"), agents.isEmpty() ? List.of() : Stream.of(agents.split(",")).map(UUID::fromString).toList(),
                row.integer("row_version"));
    }

    /** By name. */
    List<Service> of(TenantId tenant) {
        return database.of(tenant).list("select " + COLUMNS + " from demarches_service s where s.tenant_id = :tenant order by s.name, s.id", Services::map);
    }

    public List<Workers.Choice> choices(TenantId tenant) {
        return of(tenant).stream().map(service -> new Workers.Choice(service.id().toString(), service.name())).toList();
    }

    public Optional<Service> find(TenantId tenant, UUID id) {
        return database.of(tenant).one("select " + COLUMNS + " from demarches_service s where s.tenant_id = :tenant and s.id = :id", Services::map, "id", id);
    }

    /** Where a file is. */
    public Optional<Service> at(TenantId tenant, UUID file) {
        return database.of(tenant).one(
                "select " + COLUMNS + " from demarches_service s join demarches_file f on f.service_id = s.id and f.tenant_id = :tenant"
                        + " where s.tenant_id = :tenant and f.id = :file", Services::map, "file", file);
    }

    /** @throws Conflict if somebody saved or deleted it meanwhile */
    public void save(TenantId tenant, Agent agent, Service service) {
        String agents = service.agents().stream().map(UUID::toString).collect(Collectors.joining(","));
        database.of(tenant).write(transaction -> {
            Object[] values = {"id", service.id(), "name", service.name(), "email", service.email(), "agents", agents, "version", service.version()};
            int changed = service.version() == 0
                    ? transaction.execute(
                            "insert into demarches_service (tenant_id, id, name, email, agents, row_version)"
                                    + " values (:tenant, :id, :name, :email, :agents, :version + 1)", values)
                    : transaction.execute(
                            "update demarches_service s set name = :name, email = :email, agents = :agents, row_version = s.row_version + 1"
                                    + " where s.tenant_id = :tenant and s.id = :id and s.row_version = :version", values);
            if (changed == 0) {
                throw new Conflict("demarches.service.conflict");
            }
            audit.record(transaction, agent, "demarches.service", service.id().toString(), service.name());
        });
    }

    /** Its files are at no service any more. */
    public void delete(TenantId tenant, Agent agent, Service service) {
        database.of(tenant).write(transaction -> {
            transaction.execute("update demarches_file f set service_id = null where f.tenant_id = :tenant and f.service_id = :id", "id", service.id());
            transaction.execute("delete from demarches_service s where s.tenant_id = :tenant and s.id = :id", "id", service.id());
            audit.record(transaction, agent, "demarches.servicedrop", service.id().toString(), service.name());
        });
    }

    public static void put(Transaction transaction, UUID file, @Nullable UUID service) {
        transaction.execute("update demarches_file f set service_id = :service where f.tenant_id = :tenant and f.id = :id", "service", service, "id", file);
    }

    /** Who is told that something waits at a service. */
    public static List<Recipient> recipients(Service service) {
        return Recipient.isEmail(service.email())
                ? List.of(Recipient.email(service.email(), Locale.FRENCH))
                : service.agents().stream().map(agent -> Recipient.person(agent, Locale.FRENCH)).toList();
    }
}
