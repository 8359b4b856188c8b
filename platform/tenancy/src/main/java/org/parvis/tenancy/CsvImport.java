package org.parvis.tenancy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.HashSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.Provisioning.BadLine;
import org.parvis.api.tenant.Provisioning.Progress;
import org.parvis.api.tenant.Provisioning.Report;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;

/** One run over a file: reads, compares with what is stored, writes in batches; a batch is one transaction. */
final class CsvImport {
    private static final int BATCH = 500;
    private static final int MOST_REFUSED = 10_000;

    private final Database database;
    private final String territoryHost;
    private final NewSites newSites;
    private final Renaming renaming;
    private final Sentences french = new Sentences(Locale.FRENCH);
    private final Sentences english = new Sentences(Locale.ENGLISH);

    private final Map<String, Registered> communes = new HashMap<>();
    private final Map<String, Registered> groups = new HashMap<>();
    private final Map<String, TenantId> hosts = new HashMap<>();
    private final Map<String, Long> linesOfCodes = new HashMap<>();
    private final Map<String, Long> linesOfHosts = new HashMap<>();
    private final Set<String> groupsSeen = new HashSet<>();

    private final List<Fresh> fresh = new ArrayList<>();
    private final List<Changed> changed = new ArrayList<>();
    private final List<BadLine> refused = new ArrayList<>();
    private int created;
    private int updated;
    private int unchanged;

    /** To be inserted; line 0 for what no line is about. */
    private record Fresh(long line, Registered tenant, List<String> hosts) {}

    /** To be updated. */
    private record Changed(long line, Registered stored, Registered.Official official, List<String> newHosts) {}

    CsvImport(Database database, String territoryHost, List<String> themes) {
        this.database = database;
        this.territoryHost = territoryHost;
        Reader reader = database.acrossTerritory("import of communes");
        Slugs slugs = Slugs.stored(reader);
        this.newSites = new NewSites(slugs, themes);
        this.renaming = new Renaming(slugs);
        for (Registered tenant : TenantTable.all(reader)) {
            if (tenant.kind() == TenantKind.COMMUNE && tenant.official().insee() != null) {
                communes.put(tenant.official().insee(), tenant);
            } else if (tenant.kind() == TenantKind.EPCI && tenant.official().siren() != null) {
                groups.put(tenant.official().siren(), tenant);
            }
        }
        HostTable.all(reader).forEach(host -> hosts.put(host.host(), host.site()));
    }

    Report run(CsvTable table, long total, Progress progress) throws IOException {
        List<Problem> header = table.readHeader(CommuneLine.MANDATORY, CommuneLine.KNOWN);
        header.forEach(problem -> refuse(1, problem));
        boolean readable = header.stream().allMatch(problem -> problem.key().equals("tenancy.import.column.unknown"));
        CsvTable.Line line = readable ? table.next() : null;
        int inBatch = 0;
        while (line != null) {
            take(line);
            if (++inBatch == BATCH) {
                flush();
                inBatch = 0;
                progress.read(table.position(), total);
            }
            line = table.next();
        }
        flush();
        progress.read(total, total);
        return new Report(created, updated, unchanged, refused);
    }

    /** One commune alone; the file's rules hold. */
    TenantId create(Map<String, String> fields) throws Problem.Found {
        CommuneLine line = CommuneLine.of(fields);
        if (communes.containsKey(line.insee())) {
            throw new Problem.Found("code_insee", "insee.taken", line.insee());
        }
        take(1, line);
        flush();
        return communes.get(line.insee()).id();
    }

    private void take(CsvTable.Line line) {
        Problem problem = line.problem();
        if (problem != null) {
            refuse(line.number(), problem);
            return;
        }
        try {
            take(line.number(), CommuneLine.of(line.fields()));
        } catch (Problem.Found found) {
            refuse(line.number(), found.problem());
        }
    }

    private void take(long number, CommuneLine line) throws Problem.Found {
        Long before = linesOfCodes.get(line.insee());
        if (before != null) {
            throw new Problem.Found("code_insee", "insee.twice", line.insee(), before);
        }
        Registered stored = communes.get(line.insee());
        List<String> names = hostNames(line, stored == null ? null : stored.id());
        linesOfCodes.put(line.insee(), number);
        names.forEach(host -> linesOfHosts.put(host, number));
        Registered.Official official = NewSites.commune(line, parent(line));
        if (stored == null) {
            Registered tenant = newSites.make(TenantKind.COMMUNE, official, line.theme(), names.isEmpty() ? null : names.get(0));
            fresh.add(new Fresh(number, tenant, names));
            communes.put(line.insee(), tenant);
            return;
        }
        List<String> newHosts = names.stream().filter(host -> !hosts.containsKey(host)).toList();
        if (stored.official().equals(official) && newHosts.isEmpty()) {
            unchanged++;
        } else {
            changed.add(new Changed(number, stored, official, newHosts));
        }
    }

    private List<String> hostNames(CommuneLine line, @Nullable TenantId own) throws Problem.Found {
        List<String> names = new ArrayList<>();
        for (String host : line.hosts()) {
            String name = hostName(host);
            TenantId owner = hosts.get(name);
            Long before = linesOfHosts.get(name);
            if (before != null || names.contains(name)) {
                throw new Problem.Found("hotes", "host.twice", host, before == null ? "—" : before);
            }
            if (owner != null && !owner.equals(own)) {
                throw new Problem.Found("hotes", "host.taken", host);
            }
            names.add(name);
        }
        return names;
    }

    private String hostName(String host) throws Problem.Found {
        try {
            return HostNames.checked(host, territoryHost);
        } catch (Invalid malformed) {
            throw new Problem.Found("hotes", "host.malformed", host);
        }
    }

    /** The EPCI of a line, made or renamed by the first line that names it. */
    private TenantId parent(CommuneLine line) {
        String siren = line.epciSiren();
        String name = line.epciName();
        if (siren == null || name == null) {
            return TenantId.TERRITORY;
        }
        Registered stored = groups.get(siren);
        if (stored == null) {
            stored = newSites.make(TenantKind.EPCI, NewSites.epci(siren, name, Zones.of(line.insee())), null, null);
            groups.put(siren, stored);
            groupsSeen.add(siren);
            fresh.add(new Fresh(0, stored, List.of()));
        } else if (groupsSeen.add(siren) && !stored.official().name().equals(name)) {
            Registered.Official old = stored.official();
            changed.add(new Changed(0, stored, new Registered.Official(
                    name, old.insee(), siren, old.postalCodes(), old.population(), old.parent(), old.coordinates(), old.zone()), List.of()));
        }
        return stored.id();
    }

    private void flush() {
        if (!fresh.isEmpty()) {
            insert();
        }
        changed.forEach(this::update);
        if (!changed.isEmpty()) {
            database.of(TenantId.TERRITORY).write(transaction -> transaction.touch(LiveTenants.TENANTS));
        }
        fresh.clear();
        changed.clear();
    }

    private void insert() {
        try {
            database.of(TenantId.TERRITORY).write(transaction -> insert(transaction, fresh));
            created += (int) fresh.stream().filter(one -> one.line() > 0).count();
        } catch (Conflict someoneElse) {
            // Someone else gave one of these slugs, codes or hosts meanwhile: find out which, one by one.
            fresh.forEach(this::insertAlone);
        }
    }

    private void insertAlone(Fresh one) {
        try {
            database.of(TenantId.TERRITORY).write(transaction -> insert(transaction, List.of(one)));
            created += one.line() > 0 ? 1 : 0;
        } catch (Conflict taken) {
            refuse(Math.max(one.line(), 1), Problem.of("", "conflict", one.tenant().official().name()));
        }
    }

    private static void insert(Transaction transaction, List<Fresh> fresh) {
        UUID batch = Ids.next();
        TenantTable.insertAll(transaction, batch, fresh.stream().map(Fresh::tenant).toList());
        for (Fresh one : fresh) {
            one.hosts().forEach(host -> HostTable.insert(transaction, new HostTable.Stored(host, one.tenant().id())));
        }
        transaction.touch(LiveTenants.TENANTS, LiveTenants.TENANTS + ":" + batch);
    }

    private void update(Changed change) {
        TenantId id = change.stored().id();
        try {
            database.of(id).write(transaction -> {
                renaming.apply(transaction, change.stored(), change.official());
                change.newHosts().forEach(host -> HostTable.insert(transaction, new HostTable.Stored(host, id)));
            });
            updated += change.line() > 0 ? 1 : 0;
        } catch (Conflict taken) {
            refuse(Math.max(change.line(), 1), Problem.of("", "conflict", change.official().name()));
        }
    }

    private void refuse(long line, Problem problem) {
        if (refused.size() < MOST_REFUSED) {
            refused.add(new BadLine(line, french.of(problem), english.of(problem)));
        } else if (refused.size() == MOST_REFUSED) {
            Problem many = Problem.of("", "many", MOST_REFUSED);
            refused.add(new BadLine(line, french.of(many), english.of(many)));
        }
    }
}
