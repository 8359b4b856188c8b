package org.parvis.demarches.procedure;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files of a package and checks them against each other. */
public final class ProcedureReader {
    private static final Pattern FILES = Pattern.compile(
            "procedure\\.yaml|schema\\.json|ui\\.json|workflow\\.yaml|messages_(fr|en)(_simple)?\\.properties|documents/[a-z][a-z0-9_-]*_(fr|en)\\.txt|README\\.md");
    static final Workflow NO_WORKFLOW = new Workflow("", Map.of(), List.of());

    private ProcedureReader() {}

    /**
     * What was read.
     *
     * @param procedure null when there are faults
     */
    public record Reading(@Nullable Procedure procedure, List<Fault> faults) {
        public Reading {
            faults = List.copyOf(faults);
        }

        public Optional<Procedure> sound() {
            return Optional.ofNullable(procedure);
        }
    }

    /** Whether an id is one that no procedure can have. */
    public static boolean taken(String id) {
        return HeaderReader.TAKEN.contains(id);
    }

    /** @param files by their path in the package */
    public static Reading read(Map<String, byte[]> files) {
        Faults faults = new Faults();
        files.keySet().stream().filter(file -> !FILES.matcher(file).matches()).forEach(file -> faults.add(file, 0, "file"));
        Procedure procedure = source("procedure.yaml", files, faults).map(source -> read(source, files, faults)).orElse(null);
        return new Reading(faults.none() ? procedure : null, faults.sorted());
    }

    /** What can still be read of a stored version that has faults by now; a fault that {@link #read} tells does not stop it. */
    public static Procedure salvaged(String id, int version, Map<String, byte[]> files) {
        return Salvage.of(id, version, files);
    }

    private static Optional<Source> source(String file, Map<String, byte[]> files, Faults faults) {
        if (!files.containsKey(file)) {
            faults.add(file, 0, "missing");
            return Optional.empty();
        }
        return Source.read(file, files.get(file), faults);
    }

    private static @Nullable Procedure read(Source headerSource, Map<String, byte[]> files, Faults faults) {
        Header header = HeaderReader.read(headerSource, faults);
        TextsReader texts = TextsReader.read(files, faults);
        TextsCheck check = new TextsCheck();
        check.header(header, headerSource);
        if (header.kind() != Header.Kind.ONLINE) {
            List.of("schema.json", "ui.json", "workflow.yaml").stream().filter(files::containsKey).forEach(file -> faults.add(file, 0, "formless"));
            check.check(texts, faults);
            return new Procedure(header, Schemas.any(), new Screens(List.of()), NO_WORKFLOW, texts.texts(), Map.of());
        }
        DataSchema data = source("schema.json", files, faults).flatMap(source -> DataSchema.read(source, faults)).orElse(null);
        Source screensSource = source("ui.json", files, faults).orElse(null);
        Source workflowSource = source("workflow.yaml", files, faults).orElse(null);
        Workflow workflow = workflowSource == null ? null : WorkflowReader.read(workflowSource, faults).orElse(null);
        if (data == null || screensSource == null || workflow == null) {
            return null;
        }
        Screens screens = ScreensReader.read(data, screensSource, faults);
        paths(header, data, headerSource, faults);
        Bounds.check(data, faults);
        Map<String, Letter> letters = LettersReader.read(files, workflow, screens, Objects.requireNonNull(workflowSource), faults);
        FeesReader.check(header, screens, workflow, headerSource, Objects.requireNonNull(workflowSource), faults);
        check.screens(screens, screensSource);
        check.workflow(workflow, workflowSource);
        check.check(texts, faults);
        return new Procedure(header, data.compiled(), screens, workflow, texts.texts(), letters);
    }

    /** Where the person and the subject are must be questions of one line. */
    private static void paths(Header header, DataSchema data, Source source, Faults faults) {
        Header.Applicant applicant = header.filing().applicant();
        if (applicant != null) {
            path(applicant.name(), "/applicant/name", data, source, faults);
            path(applicant.email(), "/applicant/email", data, source, faults);
            path(applicant.phone(), "/applicant/phone", data, source, faults);
        }
        for (int i = 0; i < header.filing().cosigners().size(); i++) {
            path(header.filing().cosigners().get(i).name(), "/cosigners/" + i + "/name", data, source, faults);
            path(header.filing().cosigners().get(i).email(), "/cosigners/" + i + "/email", data, source, faults);
        }
        Header.Report report = header.filing().report();
        if (report != null) {
            path(report.topic(), "/report/topic", data, source, faults);
            path(report.address(), "/report/address", data, source, faults);
            path(report.position(), "/report/position", data, source, faults);
        }
        silence(header.silence(), data, source, faults);
        path(header.filing().subject() == null ? "" : header.filing().subject(), "/subject", data, source, faults);
    }

    /** What silence depends on must be a choice, and each case one of its answers. */
    private static void silence(Header.Silence silence, DataSchema data, Source source, Faults faults) {
        if (silence.by().isEmpty()) {
            return;
        }
        DataSchema.Property property = data.properties().get(silence.by());
        if (property == null || !property.schema().path("enum").isArray()) {
            faults.at(source, "/silence/by", "silence.by", silence.by());
            return;
        }
        Set<String> choices = new HashSet<>();
        property.schema().path("enum").forEach(choice -> choices.add(choice.asText()));
        silence.when().keySet().stream()
                .filter(choice -> !choices.contains(choice))
                .forEach(choice -> faults.at(source, "/silence/when/" + Source.escaped(choice), "silence.when", choice, silence.by()));
    }

    private static void path(String path, String pointer, DataSchema data, Source source, Faults faults) {
        DataSchema.Property property = data.properties().get(path);
        if (!path.isEmpty() && (property == null || !property.schema().path("type").asText().equals("string"))) {
            faults.at(source, pointer, "path", path);
        }
    }
}
