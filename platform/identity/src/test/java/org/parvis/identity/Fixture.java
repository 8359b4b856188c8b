package org.parvis.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Response;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.documents.qr.ZxingQrCodes;
import org.parvis.identity.absence.AbsencePages;
import org.parvis.identity.absence.AbsenceView;
import org.parvis.identity.absence.DeputyNote;
import org.parvis.identity.absence.SqlAbsences;
import org.parvis.identity.fresh.FreshSignIn;
import org.parvis.identity.invite.Access;
import org.parvis.identity.invite.AccessPages;
import org.parvis.identity.invite.Forgotten;
import org.parvis.identity.invite.Invitations;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.passkey.Passkeys;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.Pages;
import org.parvis.testkit.PlainSeal;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** The services of this module on a real database; the clock stands at the time of fake requests. */
final class Fixture {
    static final PasswordService PASSWORDS = CheapPasswords.SERVICE;
    static final String EMAIL = "secretaire@rodez.example";
    static final String PASSWORD = "cuivre nuage sept bateau";
    static final Site RODEZ = FakeRequestSites.RODEZ;
    static final PublicUrls URLS = new PublicUrls() {
        @Override
        public String of(Site site, String path) {
            return "https://" + site.host() + path;
        }

        @Override
        public String desk(Site site, String path) {
            return "https://territoire.example/bureau/" + site.tenant().slug() + path;
        }
    };

    final Database database;
    final SqlAgents agents;
    final SqlSessions sessions;
    final RecordingAudit audit = new RecordingAudit();
    final SignIn signIn;
    final SignInPages signInPages;
    final AccountPages accountPages;
    final AgentPages agentPages;
    final AgentRolePages agentRolePages;
    final Post post = new Post();
    final FakePlugins plugins = FakePlugins.of("identity");
    final Invitations invitations;
    final AccessPages access;
    final Forgotten forgotten;
    final SqlAbsences absences;
    final AbsencePages absencePages;
    final Map<String, String> stored = new HashMap<>();
    final Settings settings;
    final SecondFactor factor;
    final CodePages codePages;
    final FactorPages factorPages;
    final AgentFactorPages agentFactorPages;

    final ProviderSignIn providerSignIn;
    final ProviderPages providerPages;
    final LinkPages linkPages;
    final AgentPasskeyPages passkeyPages;

    Fixture(TestDatabase test) {
        this(test, new OpenIdConnect(test.database()));
    }

    /** @param connect with the identity providers that are configured */
    Fixture(TestDatabase test, OpenIdConnect connect) {
        Clock clock = Clock.fixed(FakeRequest.NOW, ZoneOffset.UTC);
        database = test.database();
        agents = new SqlAgents(database, clock, PASSWORDS, audit);
        settings = new Settings() {
            @Override
            public Map<String, String> of(TenantId tenant) {
                return tenant.equals(TenantId.TERRITORY) ? stored : Map.of();
            }

            @Override
            public void set(Transaction transaction, String key, String value) {
                stored.put(key, value);
            }
        };
        sessions = new SqlSessions(database, settings);
        test.listen(sessions);
        PasswordNote note = new PasswordNote(post);
        signIn = new SignIn(database, sessions, audit, PASSWORDS, note);
        factor = new SecondFactor(database, audit, PASSWORDS, new PlainSeal());
        codePages = new CodePages(new SecondStep(database, signIn, factor), sessions);
        FakeTenants tenants = FakeTenants.of(RODEZ, FakeRequestSites.AGEN);
        Passkeys passkeys = new Passkeys(database, tenants, URLS);
        providerSignIn = new ProviderSignIn(database, tenants, sessions, audit, new SealedTexts(new PlainSeal()));
        ProviderProof providerProof = new ProviderProof(database, connect, providerSignIn, factor, URLS, audit);
        AgentProof proof = new AgentProof(database, new FreshSignIn(new PlainSeal()), sessions, signIn, factor, passkeys, providerProof, audit);
        factorPages = new FactorPages(factor, proof, sessions, settings, new ZxingQrCodes());
        agentFactorPages = new AgentFactorPages(agents, factor, settings, database, audit);
        invitations = new Invitations(database, agents, PASSWORDS, post, tenants, URLS, audit, clock);
        access = new AccessPages(new Access(database, sessions, PASSWORDS, audit, note));
        forgotten = new Forgotten(database, post, tenants, URLS, clock);
        absences = new SqlAbsences(database, agents, tenants, audit);
        Pages pages = Pages.of("identity");
        Permissions permissions = (agent, permission, tenant) -> agent.hasAtLeast(Role.EDITOR, tenant);
        plugins.speaking(pages.plugins());
        AbsenceView view = new AbsenceView(agents, plugins, permissions, tenants, pages.themes());
        absencePages = new AbsencePages(absences, view, new DeputyNote(database, agents, post), agents);
        RoleForm roles = new RoleForm(plugins);
        HandoverNote handover = new HandoverNote(tenants, URLS);
        agentPages = new AgentPages(agents, roles, invitations, handover);
        agentRolePages = new AgentRolePages(agents, roles, invitations, handover);
        ProviderWays ways = new ProviderWays(connect, providerSignIn, URLS);
        providerPages = new ProviderPages(connect, providerSignIn, sessions, providerProof, URLS, new ProviderThrottle(database));
        AgentPasskeys agentPasskeys = new AgentPasskeys(database, passkeys, signIn, factor, settings, post, audit);
        passkeyPages = new AgentPasskeyPages(passkeys, agentPasskeys, proof, sessions);
        linkPages = new LinkPages(connect, providerSignIn, proof, URLS);
        signInPages = new SignInPages(signIn, sessions, ways, proof);
        accountPages = new AccountPages(database, sessions, ways);
    }

    Agent secretary() {
        agents.create(RODEZ.id(), EMAIL, "Jeanne Martin", Role.ADMIN, PASSWORD);
        return agents.byEmail(EMAIL).orElseThrow();
    }

    SignIn.Outcome signIn(String email, String password, Instant now) {
        return signIn.signIn(email, password, new SignIn.Origin("192.0.2.1", "Firefox · Linux", now));
    }

    String token() {
        return ((SignIn.Done) signIn(EMAIL, PASSWORD, FakeRequest.NOW)).token();
    }

    long audited(TenantId tenant, String action) {
        return audit.of(tenant, action).size();
    }

    /** Entries of the territory on what concerns a tenant, made by an agent. */
    long auditedAbout(TenantId tenant, String action, Agent by) {
        return audit.of(TenantId.TERRITORY, action).stream()
                .filter(entry -> tenant.equals(entry.about()) && entry.actor() != null && entry.actor().ref().equals(by.id().toString()))
                .count();
    }

    static Instant later(Duration duration) {
        return FakeRequest.NOW.plus(duration);
    }

    static String location(Response response) {
        return response.headers().get("Location");
    }

    static String cookie(Response response) {
        return response.cookies().get(0).value();
    }
}
