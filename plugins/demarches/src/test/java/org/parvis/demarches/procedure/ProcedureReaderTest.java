package org.parvis.demarches.procedure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages with a fault each, made from one without. Lines are counted by hand in the files of the procedure "saisine". */
final class ProcedureReaderTest {
    private final SpoiltPackage spoilt = new SpoiltPackage();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "procedure.yaml | version: 3         | version: 0             | procedure.yaml:2: The version is a whole number",
        "procedure.yaml | kind: online       | kind: offline          | procedure.yaml:3: “offline” is not known here: online, link, paper",
        "procedure.yaml | after: P2M         | after: two months      | procedure.yaml:13: “two months” is no period",
        "procedure.yaml | after: P2M         | 'after: P2M\n  from: first' | procedure.yaml:14: “first” is not known here: competent",
        "procedure.yaml | applicant.email    | applicant.mail         | procedure.yaml:22: “applicant.mail” is no text of the data",
        "schema.json    | \"phone\": {\"type\": \"string\", \"format\": \"phone\"} | '\"phone\": {\"type\": \"string\", \"format\": \"date\", \"formatMinimum\": \"request.subject\"}' | schema.json:24: “request.subject” is neither a day",
        "procedure.yaml | version: 3         | 'fees: {copy: 2.5}\nversion: 1' | procedure.yaml:2: “copy” is no fee",
        "procedure.yaml | version: 3         | 'fees: {copy: 250}\nversion: 1' | procedure.yaml:2: The message “fee.copy” is missing",
        "procedure.yaml | version: 3         | 'fees: {copy: {by: request.theme, amounts: {road: 250}}}\nversion: 1' | procedure.yaml:2: The fee “copy” depends on a choice",
        "procedure.yaml | version: 3         | 'fees: {copy: {typed: true, per: {days: request.theme}}}\nversion: 1' | procedure.yaml:2: “copy” is no fee",
        "procedure.yaml | version: 3         | 'fees: {copy: {tariff: true, per: {days: request.theme}}}\nversion: 1' | procedure.yaml:2: “copy”: per “days” has to name",
        "workflow.yaml  | received: {kind: open} | 'received: {kind: open, pays: copy}' | workflow.yaml:3: The state “received” asks for the fee “copy”",
        "schema.json    | ^[0-9]{14}$        | ^(?=x)y$               | schema.json:21: The pattern “^(?=x)y$” is refused (RE2",
        "schema.json    | \"type\": \"boolean\" | \"type\": \"bool\"     | schema.json:11: This is no JSON Schema",
        "schema.json    | \"required\": [\"theme\" | \"required\": [\"topic\" | schema.json:14: “topic” is required and is no property",
        "schema.json    | [\"person\", \"association\", \"company\"] | [] | schema.json:19: The question “applicant.kind” has no choice",
        "ui.json        | properties/theme   | properties/topic       | ui.json:8: The scope “#/properties/request/properties/topic” is not in the schema",
        "ui.json        | \"SHOW\"           | \"ENABLE\"             | ui.json:16: The effect “ENABLE” is not known",
        "ui.json        | \"Group\"          | \"ListWithDetail\"     | ui.json:35: “ListWithDetail” is no element",
        "workflow.yaml  | to: review, by: [case_worker, reception] | to: reviewed, by: [case_worker] | workflow.yaml:10: There is no state “reviewed”",
        "workflow.yaml  | initial: received  | initial: begun         | workflow.yaml:1: The initial state “begun” is not there",
        "workflow.yaml  | [message, due]     | [message]              | workflow.yaml:11: The transition “ask” waits for the citizen",
        "workflow.yaml  | requires: [reason], | requires: [message],  | workflow.yaml:15: The transition “refuse” refuses",
        "workflow.yaml  | document: refusal  | document: lost         | workflow.yaml:15: The letter “lost” is missing",
        "workflow.yaml  | received: {kind: open} | received: {kind: open | workflow.yaml:4: It cannot be read",
        "messages_en.properties | request.subject.label=  | request.subject.lable= | ui.json:9: The message “request.subject.label” is missing in messages_en.properties",
        "messages_en.properties | title=             | titel=                 | messages_en.properties:1: The message “titel” is used nowhere",
        "documents/answer_fr.txt | [message]         | [mesage]               | documents/answer_fr.txt:5: The variable [mesage] is not known",
    })
    void aFaultIsToldWithFileLineAndReason(String file, String from, String to, String told) {
        spoilt.replace(file, from, to);
        ProcedureReader.Reading reading = ProcedureReader.read(spoilt.files);
        assertThat(reading.procedure()).isNull();
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault).startsWith(told));
    }

    @Test
    void aStateThatNothingReachesAndACycleWithoutEndAreFaults() {
        spoilt.replace("workflow.yaml", "  withdrawn: {kind: closed, outcome: none}\n", """
                  withdrawn: {kind: closed, outcome: none}
                  lost: {kind: open}
                  left: {kind: open}
                  right: {kind: open}
                """);
        spoilt.replace("workflow.yaml", "transitions:\n", """
                transitions:
                  stray: {from: [received], to: left, by: [case_worker]}
                  there: {from: [left], to: right, by: [case_worker]}
                  back: {from: [right], to: left, by: [case_worker]}
                """);
        assertThat(spoilt.faults()).contains(
                "workflow.yaml:9: The state “lost” cannot be reached.", "workflow.yaml:9: From the state “lost” no closed state can be reached.",
                "workflow.yaml:10: From the state “left” no closed state can be reached.",
                "workflow.yaml:11: From the state “right” no closed state can be reached.");
    }

    @Test
    void aStepThatNoAnswerOpensAndQuestionsThatWaitForEachOtherAreFaults() {
        spoilt.replace("ui.json", "\"enum\": [\"association\"", "\"enum\": [\"club\"");
        spoilt.replace("ui.json", "\"company\"]", "\"firm\"]");
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault)
                .startsWith("ui.json:").contains("The rule never comes true, whatever is answered to “applicant.kind”"));
        spoilt.replace("ui.json", "{\"type\": \"Control\", \"scope\": \"#/properties/request/properties/earlier\"}", """
                {"type": "Control", "scope": "#/properties/request/properties/earlier",
                  "rule": {"effect": "SHOW", "condition": {"scope": "#/properties/request/properties/earlierNumber", "schema": {"const": "x"}}}}""");
        // The rule of line 12 waits for the question of which the rule of line 16 waits for that of line 11.
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault).startsWith("ui.json:12: The question “request.earlier” appears only by its own answer"))
                .anySatisfy(fault -> assertThat(fault).startsWith("ui.json:16: The question “request.earlierNumber” appears only by its own answer"));
    }

    @Test
    void aRequiredAnswerThatNobodyAsksForIsAFault() {
        spoilt.replace("ui.json", "        {\"type\": \"Control\", \"scope\": \"#/properties/request/properties/subject\"},\n", "");
        assertThat(spoilt.faults()).contains("schema.json:9: “request.subject” is required and no control asks for it.");
    }

    @Test
    void referencesToOtherPlacesAreRefusedAndNeverFetched() {
        spoilt.replace("schema.json", "{\"type\": \"boolean\"}", "{\"$ref\": \"http://127.0.0.1:1/schema.json\"}");
        assertThat(spoilt.faults()).anySatisfy(fault -> assertThat(fault).startsWith("schema.json:11: “$ref” points out of the file"));
    }

    @Test
    @Timeout(10)
    void aPatternThatIsABombElsewhereTakesLinearTimeHere() {
        spoilt.replace("schema.json", "^[0-9]{14}$", "^(a+)+$");
        Procedure procedure = ProcedureReader.read(spoilt.files).sound().orElseThrow();
        Field siret = procedure.screens().fields().stream().filter(field -> field.path().equals("applicant.siret")).findFirst().orElseThrow();
        assertThat(siret.schema().path("pattern").asText()).isEqualTo("^(a+)+$");
        var data = siret.schema().deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) data).removeAll();
        ((com.fasterxml.jackson.databind.node.ObjectNode) data).putObject("applicant").put("siret", "a".repeat(50_000) + "!");
        assertThat(procedure.schema().validate(data)).isNotEmpty();
    }

    private static byte[] zip(Map<String, byte[]> entries) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static String refusal(byte[] zip) {
        List<String> said = new ArrayList<>();
        assertThatThrownBy(() -> PackageFiles.zip(new ByteArrayInputStream(zip)))
                .isInstanceOfSatisfying(PackageFiles.Unreadable.class, unreadable -> said.add(BouquetTest.said(unreadable.fault())));
        return said.get(0);
    }

    @Test
    void aZipWithItsFilesInOneFolderReadsAsAFolder() throws Exception {
        Map<String, byte[]> inFolder = new TreeMap<>();
        spoilt.files.forEach((name, bytes) -> inFolder.put("saisine-1/" + name, bytes));
        assertThat(PackageFiles.zip(new ByteArrayInputStream(zip(inFolder)))).containsOnlyKeys(spoilt.files.keySet());
        assertThat(PackageFiles.unzipped(PackageFiles.zipped(spoilt.files))).containsOnlyKeys(spoilt.files.keySet());
    }

    @Test
    void bombsPathsElsewhereAndWhatIsNoZipAreRefused() throws Exception {
        assertThat(refusal(zip(Map.of("schema.json", new byte[300 << 10])))).contains("Too much");
        Map<String, byte[]> many = new TreeMap<>();
        for (int i = 0; i < 61; i++) {
            many.put("documents/a" + i + "_fr.txt", new byte[1]);
        }
        assertThat(refusal(zip(many))).contains("Too much");
        assertThat(refusal(zip(Map.of("../../etc/passwd", new byte[1])))).contains("name of the file is refused");
        assertThat(refusal("no zip".getBytes(UTF_8))).contains("no ZIP file");
    }
}
