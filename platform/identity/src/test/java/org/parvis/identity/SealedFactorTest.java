package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.Totp;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Secrets of the second step as they stand in the database. */
final class SealedFactorTest {
    private static final Instant NOW = FakeRequest.NOW;

    private static String code(byte[] secret, Instant now) {
        return Totp.code(secret, Totp.step(now), 6);
    }

    private static SignIn.Outcome signIn(Fixture fixture, byte[] secret, Instant now) {
        String pending = ((SignIn.Code) fixture.signIn(Fixture.EMAIL, Fixture.PASSWORD, now)).pending();
        SecondStep step = new SecondStep(fixture.database, fixture.signIn, fixture.factor);
        return step.enter(pending, code(secret, now), new SignIn.Origin("192.0.2.1", "Firefox · Linux", now));
    }

    private static String stored(TestDatabase test) {
        return test.database().of(TenantId.TERRITORY)
                .one("select f.secret from identity_factor f where f.tenant_id = :tenant", row -> row.string("secret")).orElseThrow();
    }

    @OnBothDatabases
    void secrets_are_sealed_and_former_ones_at_their_next_use(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        fixture.factor.begin(agent.id(), NOW);
        byte[] secret = Objects.requireNonNull(fixture.factor.state(agent.id(), NOW).settingUp());
        assertThat(fixture.factor.confirm(agent, code(secret, NOW), "-", NOW)).isPresent();
        String hex = HexFormat.of().formatHex(secret);
        assertThat(stored(test)).startsWith("s1:").doesNotContain(hex);
        test.database().of(TenantId.TERRITORY).write(transaction ->
                transaction.execute("update identity_factor f set secret = :hex where f.tenant_id = :tenant", "hex", hex));
        Instant next = NOW.plusSeconds(30);
        assertThat(signIn(fixture, secret, next)).isInstanceOf(SignIn.Done.class);
        assertThat(stored(test)).startsWith("s1:").doesNotContain(hex);
        Instant later = next.plusSeconds(30);
        assertThat(signIn(fixture, secret, later)).isInstanceOf(SignIn.Done.class);
    }
}
