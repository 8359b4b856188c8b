package org.parvis.demarches.procedure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that are small and take for ever, or break what reads them: each is refused with a sentence, in a moment. */
final class BombTest {
    private static final String EARLIER = "{\"type\": \"boolean\"}";

    private final SpoiltPackage spoilt = new SpoiltPackage();

    @ParameterizedTest
    @ValueSource(strings = {
        "\"allOf\": [{\"$ref\": \"#\"}], \"type\"",
        "\"$ref\": \"#\", \"type\"",
        "\"$defs\": {\"a\": {\"$ref\": \"#/$defs/b\"}, \"b\": {\"not\": {\"$ref\": \"#/$defs/a\"}}}, \"$ref\": \"#/$defs/a\", \"type\"",
        "\"if\": {\"anyOf\": [{\"$ref\": \"#/if\"}]}, \"type\"",
    })
    @Timeout(20)
    void aSchemaThatReferstoItselfIsRefused(String begin) {
        spoilt.replace("schema.json", "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"type\"",
                "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  " + begin);
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault).startsWith("schema.json:").contains("itself"));
    }

    @Test
    @Timeout(20)
    void aConditionThatRefersToItselfIsRefused() {
        spoilt.replace("ui.json", "\"schema\": {\"const\": true}", "\"schema\": {\"$ref\": \"#\"}");
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault).startsWith("ui.json:").contains("itself"));
    }

    @Test
    @Timeout(20)
    void aSchemaThatDoublesWithEachReferenceIsRefused() {
        StringBuilder all = new StringBuilder("\"$defs\": {\"a0\": {\"type\": \"object\"}");
        for (int i = 1; i <= 40; i++) {
            all.append(", \"a").append(i).append("\": {\"allOf\": [{\"$ref\": \"#/$defs/a").append(i - 1).append("\"}, {\"$ref\": \"#/$defs/a").append(i - 1).append("\"}]}");
        }
        spoilt.replace("schema.json", "\"type\": \"object\",\n  \"properties\"", all + "}, \"allOf\": [{\"$ref\": \"#/$defs/a40\"}], \"type\": \"object\",\n  \"properties\"");
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault).startsWith("schema.json:").contains("itself"));
    }

    @Test
    void aReferenceToADefinitionIsFine() {
        spoilt.replace("schema.json", "\"type\": \"object\",\n  \"properties\"",
                "\"$defs\": {\"yes\": {\"type\": \"object\", \"properties\": {\"kind\": {\"const\": \"person\"}}}}, \"type\": \"object\",\n  \"properties\"");
        spoilt.replace("schema.json", "\"required\": [\"request\", \"applicant\"]",
                "\"if\": {\"properties\": {\"applicant\": {\"$ref\": \"#/$defs/yes\"}}}, \"then\": {\"$ref\": \"#/$defs/yes\"}, \"required\": [\"request\", \"applicant\"]");
        assertThat(spoilt.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "((a{1000}){1000}){1000}", "((((((a{99}){99}){99}){99}){99}){99})", "(?:[ab]{50}x){50}", "(a{2,}){1000}{3}", "(a|b{40}){100}",
    })
    @Timeout(20)
    void aPatternOfRepetitionsOfRepetitionsIsRefused(String pattern) {
        spoilt.replace("schema.json", "^[0-9]{14}$", pattern);
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault).startsWith("schema.json:21: The pattern"));
    }

    @Test
    @Timeout(20)
    void aPatternWithoutEndIsRefused() {
        spoilt.replace("schema.json", "^[0-9]{14}$", "(".repeat(20_000) + "a" + ")".repeat(20_000));
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault).startsWith("schema.json:21: The pattern"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "^[0-9]{14}$", "^(\\\\p{Lu}\\\\p{L}{1,30}[ -]?){1,5}$", "^[^\\\\]{}]{3,1000}$", "^\\\\x{e9}{3}[[:alpha:]]{2}$", "^a{,3}$", "^(?:[A-Z]{2}[0-9]{2}|x){1,100}$", "[]{9}(]{200}",
    })
    void aPatternThatPeopleWriteIsTaken(String pattern) {
        spoilt.replace("schema.json", "^[0-9]{14}$", pattern);
        assertThat(spoilt.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        ".nan", ".inf", "-.INF", "0x10", "0o17", "1_000", "~", "!!binary aGk=", "!!set {a, b}", "2026-01-01", "&a 1", "1e400", "0b11", "[1", "{a: *b}", "!!java.net.URL x",
        "- 1", "|", "? a", "\t1", "1:30:00", "9999999999999999999999999999", "-0", "\"\\u0000\"", "\"\\ud800\"",
    })
    @Timeout(20)
    void aScalarOfYamlThatIsNoNumberIsAFault(String version) {
        spoilt.replace("procedure.yaml", "version: 3", "version: " + version);
        assertThatCode(spoilt::faults).as(version).doesNotThrowAnyException();
    }

    @Test
    @Timeout(20)
    void aMillionAliasesAndBracketsWithoutEndAreFaults() {
        spoilt.files.put("workflow.yaml", ("a: &a [x, x, x]\n" + "b: [*a" + ", *a".repeat(50_000) + "]\n").getBytes(UTF_8));
        assertThat(spoilt.faults()).isNotEmpty();
        spoilt.files.put("workflow.yaml", ("a: " + "[".repeat(100_000)).getBytes(UTF_8));
        assertThat(spoilt.faults()).isNotEmpty();
        spoilt.files.put("workflow.yaml", ("a: " + "{a: ".repeat(60_000)).getBytes(UTF_8));
        assertThat(spoilt.faults()).isNotEmpty();
        spoilt.files.put("schema.json", ("{\"a\": " + "[".repeat(200_000)).getBytes(UTF_8));
        assertThat(spoilt.faults()).isNotEmpty();
        spoilt.files.put("schema.json", ("{\"a\": " + "9".repeat(250_000) + "}").getBytes(UTF_8));
        assertThat(spoilt.faults()).isNotEmpty();
    }
}
