package org.parvis.identity.mandate;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.parvis.api.data.Transaction;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.documents.qr.ZxingQrCodes;
import org.parvis.identity.Post;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.code.CodeAgain;
import org.parvis.identity.code.FollowUpPages;
import org.parvis.identity.code.SqlFollowUp;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** Mandates and follow-up on a real database. */
final class MandateTown {
    final Post post = new Post();
    final RecordingAudit audit = new RecordingAudit();
    final FakePlugins plugins;
    final SqlSessions sessions;
    final SqlMandates mandates;
    final MandateDesk desk;
    final MandateDeeds deeds;
    final MandatePerson person;
    final FollowUpPages pages;

    MandateTown(TestDatabase test) {
        Clock clock = Clock.fixed(FakeRequest.NOW, ZoneOffset.UTC);
        Pages texts = Pages.of("identity");
        plugins = FakePlugins.of("identity").speaking(texts.plugins());
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
        SqlFollowUp followUp = new SqlFollowUp(test.database(), FakeTenants.of(FakeRequestSites.RODEZ, FakeRequestSites.AGEN), urls, clock);
        MandateMessages messages = new MandateMessages(post);
        ScopeList scopes = new ScopeList(plugins, texts.themes());
        sessions = new SqlSessions(test.database(), new NoSettings());
        test.listen(sessions);
        mandates = new SqlMandates(test.database(), audit, followUp, messages, clock, sessions);
        desk = new MandateDesk(test.database(), mandates, messages, scopes);
        deeds = new MandateDeeds(test.database(), mandates, desk, scopes, new ZxingQrCodes());
        person = new MandatePerson(followUp, mandates, desk);
        pages = new FollowUpPages(followUp, new CodeAgain(test.database(), followUp, post, plugins, clock), plugins);
        plugins.add(person);
        post.ready = true;
    }

    private static final class NoSettings implements Settings {
        @Override
        public Map<String, String> of(TenantId tenant) {
            return Map.of();
        }

        @Override
        public void set(Transaction transaction, String key, String value) {
            throw new IllegalStateException("nothing is set here");
        }
    }
}
