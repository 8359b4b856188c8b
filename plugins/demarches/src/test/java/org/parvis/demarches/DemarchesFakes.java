package org.parvis.demarches;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.RichText;
import org.parvis.api.data.Transaction;
import org.parvis.api.document.Documents;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.Addresses;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Mandates;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Role;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeAddresses;

/** Stand-ins for services of the platform. */
public final class DemarchesFakes {
    private DemarchesFakes() {}

    public static PublicUrls urls() {
        return new PublicUrls() {
            @Override
            public String of(Site site, String path) {
                return "https://" + site.host() + path;
            }

            @Override
            public String desk(Site site, String path) {
                return "https://territoire.example/bureau/" + site.tenant().slug() + path;
            }
        };
    }

    /** Lets all pass: what comes in has to be safe by itself. */
    public static RichText richText() {
        return new RichText() {
            @Override
            public String sanitise(String html) {
                return html;
            }

            @Override
            public String plain(String html) {
                return html.replaceAll("<[^>]*>", " ");
            }
        };
    }

    /** Those that a test sets. */
    static Addresses addresses(Supplier<List<Address>> known) {
        return (Addresses) Proxy.newProxyInstance(Addresses.class.getClassLoader(), new Class<?>[] {Addresses.class}, (proxy, method, arguments) ->
                method.invoke(new FakeAddresses(known.get()), arguments));
    }

    /** Of every tenant. */
    public static Settings settings(Map<String, String> values) {
        return new Settings() {
            @Override
            public Map<String, String> of(TenantId tenant) {
                return values;
            }

            @Override
            public void set(Transaction transaction, String key, String value) {
                throw new AssertionError("not expected");
            }
        };
    }

    static Permissions permissions() {
        return (agent, permission, tenant) -> agent.roles(tenant).contains(Role.CASE_WORKER)
                || agent.isOperator()
                || permission.equals(CaseAccess.COUNTER) && (agent.roles(tenant).contains(Role.RECEPTION) || agent.roles(tenant).contains(Role.MEDIATOR));
    }

    static Mandates mandates() {
        return new Mandates() {
            @Override
            public Optional<Mandate> current(Agent agent, TenantId tenant, String token, Instant now) {
                return Optional.empty();
            }

            @Override
            public void record(Transaction transaction, Mandate mandate, Agent agent, String action, String subject, String detail) {
                throw new AssertionError("not expected");
            }
        };
    }

    public static Agents agents() {
        return new Agents() {
            @Override
            public Optional<String> invite(TenantId tenant, String email, String name, Role role, @Nullable Agent by) {
                throw new AssertionError("not expected");
            }

            @Override
            public void create(TenantId tenant, String email, String name, Role role, String password) {
                throw new AssertionError("not expected");
            }

            @Override
            public Optional<Agent> byId(UUID id) {
                return Optional.of(DemarchesFixture.WORKER).filter(agent -> agent.id().equals(id));
            }

            @Override
            public List<Agent> of(TenantId tenant) {
                return tenant.equals(DemarchesFixture.RODEZ.id()) ? List.of(DemarchesFixture.WORKER) : List.of();
            }

            @Override
            public void remove(TenantId tenant, UUID agent, @Nullable Agent by) {
                throw new AssertionError("not expected");
            }
        };
    }

    /** The model of a printed page, as the service that prints gives it. */
    static Map<String, ?> withLetterhead(Documents.Printed document) {
        Map<String, Object> model = new TreeMap<>(document.model());
        model.put("letterhead", Map.of("color", "#003a75", "lines", List.of(), "name", "Mairie", "logo", false));
        model.put("document", Map.of("title", document.title(), "made", document.made()));
        return model;
    }
}
