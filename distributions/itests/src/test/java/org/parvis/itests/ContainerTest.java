package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.testkit.server.ConsoleOutput;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** The packed distribution as a container: it starts without a name service, and everything in it is wired. */
@Parvis
class ContainerTest {

    @Test
    void says_that_it_is_ready(Server server) {
        assertThat(server.get(server.territory("/.well-known/parvis-ready")).statusCode()).isEqualTo(200);
    }

    @Test
    void serves_the_portal_and_a_commune(Server server) {
        assertThat(server.get(server.territory("/")).statusCode()).isEqualTo(200);
        assertThat(server.get(server.commune("rodez", "/")).statusCode()).isEqualTo(200);
    }

    @Test
    void has_no_bundle_that_waits_failed_or_was_left_behind(Server server) {
        ConsoleOutput bundles = server.console("bundle:list -t 0 --no-format");
        List<String> notActive = bundles.text().lines()
                .filter(line -> line.contains("\t"))
                .filter(line -> !line.split("\t")[1].strip().equals("Active"))
                .filter(line -> !line.contains("Hosts:"))
                .toList();
        assertThat(bundles.status()).isZero();
        assertThat(bundles.text()).contains("Parvis :: Platform :: Api");
        assertThat(notActive).isEmpty();
    }

    @Test
    void has_no_component_whose_references_are_missing(Server server) {
        ConsoleOutput diagnosis = server.console("bundle:diag");
        assertThat(diagnosis.status()).isZero();
        assertThat(diagnosis.text()).doesNotContain("missing references");
    }

    @Test
    void passes_the_exit_status_of_a_console_command_on(Server server) {
        assertThat(server.console("echo bonjour")).isEqualTo(new ConsoleOutput(0, "bonjour\n"));
        assertThat(server.console("no-such-command").status()).isNotZero();
    }
}
