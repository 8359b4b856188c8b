package org.parvis.identity;

import java.time.Clock;
import java.time.ZoneOffset;
import org.parvis.api.identity.Role;
import org.parvis.audit.SqlAudit;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/**
 * Measures signing in of agents with a password (throttle, Argon2id, session, audit entry; without HTTP), and what a page pays to know its
 * session. Run by {@code bench/parts/signin.sh} alone: its name keeps it out of the tests.
 */
class AgentSignInBench {

    @OnBothDatabases
    void agents(TestDatabase test) throws Exception {
        Fixture fixture = new Fixture(test);
        Clock clock = Clock.fixed(FakeRequest.NOW, ZoneOffset.UTC);
        PasswordService real = new PasswordService();
        SqlAudit audit = new SqlAudit(clock);
        SqlAgents agents = new SqlAgents(test.database(), clock, real, audit);
        for (int i = 0; i < SignInRate.THREADS; i++) {
            agents.create(Fixture.RODEZ.id(), "agent" + i + "@rodez.example", "Agent", Role.EDITOR, Fixture.PASSWORD);
        }
        SignIn signIn = new SignIn(test.database(), fixture.sessions, audit, real, new PasswordNote(fixture.post));
        SignInRate.print("agents", test, thread -> SignInRate.require(in(signIn, thread) instanceof SignIn.Done));
        String token = ((SignIn.Done) in(signIn, 0)).token();
        SignInRate.check("agents", test, fixture.sessions::everything, () -> fixture.sessions.find(token, FakeRequest.NOW).isPresent());
    }

    private static SignIn.Outcome in(SignIn signIn, int thread) {
        return signIn.signIn("agent" + thread + "@rodez.example", Fixture.PASSWORD, new SignIn.Origin("192.0.2." + (thread + 1), "Firefox · Linux", FakeRequest.NOW));
    }
}
