package org.parvis.identity.citizen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Account;
import org.parvis.api.notify.Choices;
import org.parvis.api.notify.Inbox;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.SiteLinks;
import org.parvis.documents.qr.ZxingQrCodes;
import org.parvis.identity.CheapPasswords;
import org.parvis.identity.PasswordService;
import org.parvis.identity.ProviderThrottle;
import org.parvis.identity.SealedTexts;
import org.parvis.identity.fresh.FreshSignIn;
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

/** The services of citizens' accounts on a real database, mail in a list, and a browser with cookies by host. */
final class Citizens {
    static final PasswordService PASSWORDS = CheapPasswords.SERVICE;
    static final Site TERRITORY = FakeRequestSites.TERRITORY;
    static final Site RODEZ = FakeRequestSites.RODEZ;
    static final Site AGEN = FakeRequestSites.AGEN;
    /** A plugin of the commune that keeps something under accounts. */
    static final SiteLinks LETTERS = (site, language) -> List.of(
            new SiteLinks.SiteLink("identity.person.messages.title", "/lettres", SiteLinks.Place.ACCOUNT, "mail"),
            new SiteLinks.SiteLink("identity.person.title", "/ailleurs", SiteLinks.Place.MENU, "mail"));
    static final String MARIE = "marie@example.org";
    static final String PASSWORD = "cuivre nuage sept bateau";

    final Database database;
    final Tenants tenants = FakeTenants.of(RODEZ, AGEN);
    final RecordingAudit audit = new RecordingAudit();
    final List<Notification> mails = new ArrayList<>();
    final Notes notes = new Notes();
    final AskedRequests requests = new AskedRequests();
    final PersonSessions sessions;
    final PersonFactor factor;
    final PersonSignIn signIn;
    final MailProofs proofs;
    final PersonSignInPages pages;
    final CreatePages createPages;
    final PersonPasswordPages passwordPages;
    final Handover handover;
    final AuthorizePages authorizePages;
    final CommuneSignInPages communePages;
    final ProfilePages profilePages;
    final InboxPages inboxPages;
    final OwnDataPages dataPages;
    final UnusedPersons unused;
    final PersonProof proof;

    final SealedTexts sealed = new SealedTexts(new PlainSeal());
    final PersonProviders providers;
    final PersonProviderPages providerPages;
    final FirstTimePages firstTimePages;
    final PersonLinkPages linkPages;
    final PersonPasskeyPages passkeyPages;
    final PersonFactorPages factorPages;
    final StepPages stepPages;
    final KeptDevices devices = new KeptDevices();
    final DevicePages devicePages;

    Citizens(TestDatabase test) {
        this(test, new OpenIdConnect(test.database()));
    }

    /** @param connect with the identity providers that are configured */
    Citizens(TestDatabase test, OpenIdConnect connect) {
        database = test.database();
        sessions = new PersonSessions(database);
        test.listen(sessions);
        PublicUrls urls = new PublicUrls() {
            @Override
            public String of(Site site, String path) {
                return "https://" + site.host() + path;
            }

            @Override
            public String desk(Site site, String path) {
                return "https://territoire.example/bureau/" + site.tenant().slug() + path;
            }
        };
        Notifications post = new Notifications() {
            @Override
            public void send(Transaction transaction, Collection<Notification> notifications) {
                mails.addAll(notifications);
            }
        };
        SessionDevices sessionDevices = new SessionDevices(database, devices);
        factor = new PersonFactor(database, audit, post, PASSWORDS, new PlainSeal(), sessionDevices);
        signIn = new PersonSignIn(database, sessions, factor, audit);
        providers = new PersonProviders(database, signIn, post, audit, sealed);
        PersonWays ways = new PersonWays(connect, providers, tenants, urls);
        proofs = new MailProofs(database, post, tenants, urls);
        pages = new PersonSignInPages(proofs, new ProvenMail(database, proofs, signIn, post, audit), ways);
        Passkeys passkeys = new Passkeys(database, tenants, urls);
        proof = new PersonProof(database, new FreshSignIn(new PlainSeal()), sessions, factor, proofs, passkeys, PASSWORDS, audit);
        createPages = new CreatePages(database, signIn, PASSWORDS);
        Pages words = Pages.of("identity");
        AccountLinks links = new AccountLinks(FakePlugins.of("identity", LETTERS).speaking(words.plugins()), words.themes(), urls);
        devicePages = new DevicePages(devices, sessionDevices);
        passwordPages = new PersonPasswordPages(database, signIn, sessions, PASSWORDS, post, audit, proof, sessionDevices);
        handover = new Handover(database, sessions, audit);
        authorizePages = new AuthorizePages(handover, tenants, urls);
        communePages = new CommuneSignInPages(database, handover, sessions, sessionDevices, tenants, urls, ways, links);
        profilePages = new ProfilePages(database, sessions, handover, proofs, notes, tenants, urls, ways, proof, sessionDevices, links);
        providerPages = new PersonProviderPages(connect, providers, ways, new ProviderThrottle(database));
        firstTimePages = new FirstTimePages(connect, providers, ways, proofs, proof);
        passkeyPages = new PersonPasskeyPages(passkeys, new PersonPasskeys(database, passkeys, signIn, post, audit), proof);
        factorPages = new PersonFactorPages(factor, proof, sessions, new ZxingQrCodes());
        stepPages = new StepPages(database, signIn, factor);
        linkPages = new PersonLinkPages(connect, providers, ways, proof);
        dataPages = new OwnDataPages(database, requests, FakePlugins.of("identity"), tenants, words.themes(), proof);
        inboxPages = new InboxPages(notes, tenants);
        unused = new UnusedPersons(database, post, tenants, urls);
    }

    /** An inbox and choices in memory. */
    static final class Notes implements Inbox, Choices {
        final Map<UUID, List<Message>> messages = new LinkedHashMap<>();
        final Set<String> off = new HashSet<>();

        @Override
        public List<Message> of(UUID person, int offset, int limit) {
            List<Message> all = messages.getOrDefault(person, List.of());
            return all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size()));
        }

        @Override
        public long count(UUID person) {
            return messages.getOrDefault(person, List.of()).size();
        }

        @Override
        public long unread(UUID person) {
            return messages.getOrDefault(person, List.of()).stream().filter(message -> !message.read()).count();
        }

        @Override
        public void read(UUID person, List<UUID> ids) {
            messages.computeIfPresent(person, (key, all) -> new ArrayList<>(all.stream()
                    .map(one -> ids.contains(one.id()) ? new Message(one.id(), one.from(), one.subject(), one.text(), one.received(), true) : one)
                    .toList()));
        }

        @Override
        public void delete(UUID person, UUID id) {
            messages.getOrDefault(person, new ArrayList<>()).removeIf(message -> message.id().equals(id));
        }

        @Override
        public Set<String> optionalKinds(Whose whose) {
            return Set.of(whose == Whose.ACCOUNT ? "news.alert" : "demarches.reminder");
        }

        @Override
        public Set<String> off(UUID person) {
            return off;
        }

        @Override
        public void switchOff(UUID person, Set<String> kinds) {
            off.clear();
            off.addAll(kinds);
        }
    }

    /** One browser: keeps cookies by host and hands them out again, over TLS. */
    final class Browser {
        final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();

        FakeRequest get(Site site, String path) {
            return with(FakeRequest.get(path), site);
        }

        FakeRequest post(Site site, String path) {
            return with(FakeRequest.post(path), site);
        }

        private FakeRequest with(FakeRequest request, Site site) {
            request.on(site);
            cookies.getOrDefault(site.host(), Map.of()).forEach(request::cookie);
            account(site).ifPresent(request::account);
            return request;
        }

        Optional<Account> account(Site site) {
            String token = cookies.getOrDefault(site.host(), Map.of()).getOrDefault("__Host-parvis-compte", "");
            return sessions.find(token, site.id(), FakeRequest.NOW);
        }

        String session(Site site) {
            return cookies.getOrDefault(site.host(), Map.of()).getOrDefault("__Host-parvis-compte", "");
        }

        Response keep(Site site, Response response) {
            Map<String, String> jar = cookies.computeIfAbsent(site.host(), host -> new LinkedHashMap<>());
            response.cookies().forEach(cookie -> jar.put(cookie.name(), cookie.value()));
            return response;
        }

        /** Asks for a code and types it; answers the page that follows. */
        Response byCode(String email) throws IOException {
            keep(TERRITORY, pages.send(post(TERRITORY, "/compte/connexion").field("email", email)));
            return keep(TERRITORY, pages.enter(post(TERRITORY, "/compte/connexion/code").field("code", lastCode())));
        }

        /** An account with a name and a password. */
        Browser signedUp(String email) throws IOException {
            byCode(email);
            keep(TERRITORY, createPages.create(post(TERRITORY, "/compte/creer").field("name", "Marie Essai").field("password", PASSWORD)));
            return this;
        }

        /** From the commune to the territory's host: what the commune asks for. */
        Map<String, String> leave(Site site, String returnTo) {
            Response away = keep(site, communePages.leave(get(site, "/compte/connexion").query("retour", returnTo)));
            return query(location(away));
        }

        /** The consent page and back. */
        String agree(Map<String, String> asked, String... shown) throws IOException {
            FakeRequest form = post(TERRITORY, "/compte/autoriser");
            asked.forEach(form::field);
            for (String one : shown) {
                form.field(one, "true");
            }
            authorizePages.agree(form);
            return location(authorizePages.authorize(authorize(asked)));
        }

        FakeRequest authorize(Map<String, String> asked) {
            FakeRequest request = get(TERRITORY, "/compte/autoriser");
            asked.forEach(request::query);
            return request;
        }

        Response arrive(Site site, String address) {
            FakeRequest request = get(site, "/compte/retour");
            query(address).forEach(request::query);
            return keep(site, communePages.back(request));
        }
    }

    Browser browser() {
        return new Browser();
    }

    String lastCode() {
        return mails.get(mails.size() - 1).values().getOrDefault("code", "");
    }

    String lastLink() {
        String address = mails.get(mails.size() - 1).values().getOrDefault("lien", "");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    Person marie() {
        return PersonTable.byEmail(database.of(TenantId.TERRITORY), MARIE).orElseThrow();
    }

    static String location(Response response) {
        return response.headers().getOrDefault("Location", "");
    }

    static Map<String, String> query(String address) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : address.substring(address.indexOf('?') + 1).split("&")) {
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return values;
    }

}
