package org.parvis.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators write, and what they are told when it will not do. */
final class ProviderSettingsTest {
    private static final String FC = "https://oidc.franceconnect.gouv.fr/api/v2";

    private static Configured franceConnect() {
        return Configured.as("franceconnect", FC, "client").with("development", false).with("kind", "franceconnect");
    }

    private static void refused(Configured configured, String sentence) {
        assertThatThrownBy(() -> ProviderSettings.of(configured.config())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }

    @Test
    void a_kind_brings_its_own_rules() {
        ProviderSettings settings = ProviderSettings.of(franceConnect().config());
        assertThat(settings.audience()).isEqualTo(Audience.CITIZENS);
        assertThat(settings.label()).isEqualTo("FranceConnect");
        assertThat(settings.acr()).containsExactly("eidas1");
        assertThat(settings.client().posts()).isTrue();
        assertThat(settings.client().toString()).doesNotContain("secret");
        assertThat(new ConfiguredProvider(franceConnect().config()).provider()).isPresent();
    }

    @Test
    void nobody_comes_in_as_an_agent_by_franceconnect() {
        refused(franceConnect().with("audience", "agents"), "FranceConnect is not for agents");
        refused(franceConnect().with("kind", "proconnect").with("audience", "citizens"), "ProConnect is not for citizens");
        refused(franceConnect().with("kind", "generic").with("label", "X"), "audience is one of");
    }

    @Test
    void addresses_are_protected_unless_this_is_for_trying_out() {
        refused(franceConnect().with("issuer", "http://oidc.example"), "issuer is an absolute address that begins with https://");
        refused(franceConnect().with("issuer", "https://user:pw@oidc.example"), "issuer is an absolute address");
        refused(franceConnect().with("authorizationEndpoint", "http://oidc.example/auth"), "authorizationEndpoint is an absolute address");
        assertThat(ProviderSettings.of(franceConnect().with("issuer", "http://127.0.0.1:1").with("development", true).config()).development()).isTrue();
    }

    @Test
    void a_secret_that_others_may_read_is_not_used(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "s3cret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        refused(franceConnect().with("clientSecretFile", file.toString()), "chmod 600");
        assertThat(new ConfiguredProvider(franceConnect().with("clientSecretFile", file.toString()).config()).provider()).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ProviderSettings.of(franceConnect().with("clientSecretFile", file.toString()).config()).client().secret()).isEqualTo("s3cret");
        refused(franceConnect().with("clientSecretFile", folder.resolve("none").toString()), "cannot be read");
        refused(franceConnect().with("clientSecretFile", ""), "clientSecretFile is missing");
    }

    @Test
    void addresses_inside_of_the_network_are_asked_only_when_told() {
        Fetch fetch = new Fetch(ProviderSettings.of(franceConnect().with("issuer", "https://127.0.0.1:9").config()));
        assertThatThrownBy(() -> fetch.retrieveResource(new URL("https://127.0.0.1:9/jwks"))).isInstanceOf(IOException.class)
                .hasMessageContaining("internal is not set");
    }

    @Test
    void organisations_are_those_of_the_agent_or_of_the_operators_list() {
        AgentRules proconnect = new AgentRules(List.of(), false, false, List.of("200066157"), true);
        assertThat(proconnect.mayComeFrom("21120202300019", List.of("211202023"))).isTrue();
        assertThat(proconnect.mayComeFrom("20006615700012", List.of())).isTrue();
        assertThat(proconnect.mayComeFrom("99999999900011", List.of("211202023"))).isFalse();
        assertThat(proconnect.mayComeFrom(null, List.of("211202023"))).isFalse();
        assertThat(new AgentRules(List.of(), false, false, List.of("*"), true).mayComeFrom(null, List.of())).isTrue();
        assertThat(new AgentRules(List.of(), false, false, List.of(), false).mayComeFrom(null, List.of())).isTrue();
    }

    @Test
    void levels_of_eidas_are_ordered_and_others_are_not() {
        assertThat(Assurance.reached("eidas2", List.of("eidas1"))).isTrue();
        assertThat(Assurance.reached("eidas1", List.of("eidas2"))).isFalse();
        assertThat(Assurance.reached("b", List.of("a"))).isFalse();
        assertThat(Assurance.reached(null, List.of("a"))).isFalse();
        assertThat(Assurance.reached(null, List.of())).isTrue();
    }
}
