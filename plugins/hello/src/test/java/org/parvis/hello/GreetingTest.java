package org.parvis.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.parvis.api.route.Invalid;

class GreetingTest {

    @Test
    void keeps_what_was_written() {
        assertThat(new Greeting("Bienvenue à Rodez").words()).isEqualTo("Bienvenue à Rodez");
    }

    @Test
    void refuses_nothing_and_too_much() {
        assertThatThrownBy(() -> new Greeting("  ")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new Greeting("x".repeat(201))).isInstanceOf(Invalid.class);
        assertThat(new Greeting("x".repeat(200)).words()).hasSize(200);
    }
}
