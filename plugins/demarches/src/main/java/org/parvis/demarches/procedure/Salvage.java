package org.parvis.demarches.procedure;

import com.networknt.schema.JsonSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what can be read of a version that was stored without fault and in which a later plugin finds some: the files that are on it must
 * go on being shown and worked on. What cannot be read is left out; nothing new ever begins on such a version.
 */
final class Salvage {
    private final Map<String, byte[]> files;
    /** Not told from here: the strict reading has told them. */
    private final Faults faults = new Faults();

    private Salvage(Map<String, byte[]> files) {
        this.files = files;
    }

    static Procedure of(String id, int version, Map<String, byte[]> files) {
        return new Salvage(files).procedure(id, version);
    }

    private Procedure procedure(String id, int version) {
        Header header = source("procedure.yaml").map(source -> mended(id, version, HeaderReader.read(source, faults))).orElseGet(() -> bare(id, version));
        Texts texts = TextsReader.read(files, faults).texts();
        Optional<DataSchema> data = header.kind() == Header.Kind.ONLINE ? source("schema.json").map(DataSchema::salvaged) : Optional.empty();
        JsonSchema schema = data.map(DataSchema::compiled).orElseGet(Schemas::any);
        Screens screens = data.flatMap(there -> source("ui.json").map(source -> ScreensReader.read(there, source, faults))).orElse(new Screens(List.of()));
        Optional<Source> ways = source("workflow.yaml");
        Workflow workflow = ways.map(WorkflowReader::salvaged).orElse(ProcedureReader.NO_WORKFLOW);
        Map<String, Letter> letters = ways.map(source -> LettersReader.read(files, workflow, screens, source, faults)).orElse(Map.of());
        return new Procedure(header, schema, screens, workflow, texts, letters);
    }

    private Optional<Source> source(String file) {
        return files.containsKey(file) ? Source.read(file, files.get(file), faults) : Optional.empty();
    }

    /** Named as it is stored; a silence without a term says nothing. */
    private static Header mended(String id, int version, Header read) {
        Map<String, Header.Silence> when = new LinkedHashMap<>();
        read.silence().when().forEach((answer, silence) -> when.put(answer, mended(silence, "", Map.of())));
        return read.as(id, version, mended(read.silence(), read.silence().by(), when));
    }

    private static Header.Silence mended(Header.Silence silence, String by, Map<String, Header.Silence> when) {
        return new Header.Silence(silence.after() == null ? Header.Means.NONE : silence.means(), silence.after(), silence.law(), silence.competent(), by, when);
    }

    private static Header bare(String id, int version) {
        return new Header(
                id, version, Header.Kind.ONLINE, Header.Category.TOWN_HALL, Set.of(Header.Audience.PERSON), Header.Authority.MAYOR, Set.of(), List.of(),
                new Header.Silence(Header.Means.NONE, null, "", false), null, List.of(),
                new Header.Filing(null, false, new Header.Applicant("", "", ""), null, List.of(), null));
    }
}
