package org.parvis.identity;

import java.time.Duration;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;

/** A session of three days for an agent of a test. */
public final class OpenSession {
    private OpenSession() {}

    /** Makes the account too; answers the token. */
    public static String of(Database database, Agent agent) {
        String token = SqlSessions.newToken();
        database.of(TenantId.TERRITORY).write(transaction -> {
            AccountTable.insert(transaction, new Account(agent.id(), agent.email(), agent.name(), "fr", "none", false, null));
            SessionTable.insert(transaction, new SessionTable.Stored(
                    SqlSessions.hash(token), agent.id(), FakeRequest.NOW, FakeRequest.NOW, FakeRequest.NOW.plus(Duration.ofDays(3)), "", false));
        });
        return token;
    }
}
