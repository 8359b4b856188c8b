package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.FieldError;

final class PasswordsTest {
    private final Passwords passwords = new Passwords();
    private final PasswordRules rules = new PasswordRules();

    @Test
    void a_hash_is_argon2id_with_the_parameters_of_owasp_and_a_salt_of_its_own() {
        String hash = passwords.hash("cuivre nuage sept");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash("cuivre nuage sept"));
        assertThat(passwords.matches("cuivre nuage sept", hash)).isTrue();
        assertThat(passwords.matches("cuivre nuage huit", hash)).isFalse();
        assertThat(passwords.isOutdated(hash)).isFalse();
        assertThat(passwords.isOutdated("$argon2id$v=19$m=4096,t=1,p=1$" + hash.substring("$argon2id$v=19$m=19456,t=2,p=1$".length()))).isTrue();
    }

    @Test
    void the_same_letters_typed_in_two_ways_are_one_password() {
        assertThat(passwords.matches("e\u0301te\u0301 cuivre nuage", passwords.hash("\u00e9t\u00e9 cuivre nuage"))).isTrue();
    }

    @Test
    void an_endless_password_never_matches() {
        assertThat(passwords.matches("x".repeat(100_000), passwords.hash("x".repeat(200)))).isFalse();
    }

    @Test
    void one_time_passwords_are_legible_and_differ() {
        assertThat(passwords.oneTime()).matches("[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}").isNotEqualTo(passwords.oneTime());
    }

    @ParameterizedTest
    @CsvSource({
        "court, identity.password.short",
        "motdepasse123, identity.password.common",
        "Mot de passe 2026!, identity.password.common",
        "azertyuiop12, identity.password.common",
        "123456789012, identity.password.common",
        "aaaaaaaaaaaa, identity.password.common",
        "lavandelavande, identity.password.common",
        "jeanne.martin1, identity.password.address",
        "jeanne.martin@rodez.fr, identity.password.address",
    })
    void what_would_soon_be_guessed_is_refused(String password, String key) {
        assertThat(rules.wrong(password, "jeanne.martin@rodez.fr")).map(FieldError::messageKey).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuivre nuage sept", "Trois-mots sans lien", "k8#dQ!2mZ_p4", "jeanne.martin aime les crêpes au sarrasin"})
    void what_is_long_and_its_own_is_taken(String password) {
        assertThat(rules.wrong(password, "jeanne.martin@rodez.fr")).isEmpty();
    }
}
