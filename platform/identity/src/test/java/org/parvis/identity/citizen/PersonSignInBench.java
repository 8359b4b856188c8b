package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.audit.SqlAudit;
import org.parvis.identity.PasswordService;
import org.parvis.identity.SignInRate;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** The same as {@code AgentSignInBench} for citizens. */
class PersonSignInBench {

    @OnBothDatabases
    void citizens(TestDatabase test) throws Exception {
        Citizens citizens = new Citizens(test);
        PasswordService real = new PasswordService();
        String hash = real.passwords().hash(Citizens.PASSWORD);
        for (int i = 0; i < SignInRate.THREADS; i++) {
            citizens.browser().signedUp(email(i));
            Person person = PersonTable.byEmail(citizens.database.of(TenantId.TERRITORY), email(i)).orElseThrow();
            citizens.database.of(TenantId.TERRITORY).write(transaction -> PersonTable.updatePassword(transaction, person.id(), hash));
        }
        SqlAudit audit = new SqlAudit(Clock.fixed(FakeRequest.NOW, ZoneOffset.UTC));
        PersonPasswordPages pages = new PersonPasswordPages(
                citizens.database, new PersonSignIn(citizens.database, citizens.sessions, citizens.factor, audit), citizens.sessions, real, new Silent(), audit, citizens.proof,
                new SessionDevices(citizens.database, citizens.devices));
        SignInRate.print("citizens", test, thread -> SignInRate.require(!in(citizens, pages, thread).cookies().isEmpty()));
        String token = in(citizens, pages, 0).cookies().get(0).value();
        SignInRate.check("citizens", test, citizens.sessions::everything, () -> citizens.sessions.find(token, TenantId.TERRITORY, FakeRequest.NOW).isPresent());
    }

    private static String email(int thread) {
        return "habitant" + thread + "@example.org";
    }

    private static Response in(Citizens citizens, PersonPasswordPages pages, int thread) throws IOException {
        return pages.enter(citizens.browser().post(Citizens.TERRITORY, PersonPasswordPages.SIGN_IN).field("email", email(thread)).field("password", Citizens.PASSWORD));
    }

    /** Mails nobody. */
    private static final class Silent implements Notifications {
        @Override
        public void send(Transaction transaction, Collection<Notification> notifications) {}
    }
}
