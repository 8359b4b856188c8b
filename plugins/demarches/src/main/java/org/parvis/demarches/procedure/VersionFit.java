package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file that began on one version of a procedure can go on on another: nothing that was answered may be lost or become wrong, its
 * state must be there, and silence must mean what the receipt said.
 */
public final class VersionFit {
    private final Procedure from;
    private final Procedure to;

    public VersionFit(Procedure from, Procedure to) {
        this.from = from;
        this.to = to;
    }

    /** Why a file does not fit. */
    public enum Why {
        /** The state is not there, or means something else. */
        STATE,
        /** Silence means something else, or from another day on. */
        SILENCE,
        /** What was answered is not asked any more. */
        LOST,
        /** What was answered, or was not, is refused, and was not before. */
        ANSWER
    }

    /**
     * @param about state, or path of the question on the version where it is
     * @param problem of an answer, else null
     */
    public record Misfit(Why why, String about, @Nullable Problem problem) {}

    /**
     * What does not fit; nothing: the file can go on as it is.
     *
     * @param day on which the answers were given
     */
    public List<Misfit> check(String state, Answers answers, LocalDate day) {
        List<Misfit> misfits = new ArrayList<>();
        if (!sameState(state)) {
            misfits.add(new Misfit(Why.STATE, state, null));
        }
        if (!from.header().silence().of(answers).alike(to.header().silence().of(answers))) {
            misfits.add(new Misfit(Why.SILENCE, "", null));
        }
        List<Field> asked = to.screens().asked(answers.json());
        from.screens().fields().stream()
                .filter(field -> !answers.at(field).isMissingNode() && asked.stream().noneMatch(other -> keeps(other, field, answers.at(field))))
                .forEach(field -> misfits.add(new Misfit(Why.LOST, field.path(), null)));
        // What is missing already, as on paper, was taken as it is.
        Set<String> known = new HashSet<>();
        AnswersCheck.check(from, answers, day).forEach(problem -> known.add(problem.keyword() + " " + problem.name()));
        for (Problem problem : AnswersCheck.check(to, answers, day)) {
            String path = problem.field() == null ? problem.name() : problem.field().path();
            boolean lost = misfits.stream().anyMatch(misfit -> misfit.why() == Why.LOST && misfit.about().equals(path));
            if (!lost && !known.contains(problem.keyword() + " " + problem.name())) {
                misfits.add(new Misfit(Why.ANSWER, path, problem));
            }
        }
        return misfits;
    }

    private boolean sameState(String state) {
        Workflow.State before = from.workflow().states().get(state);
        Workflow.State after = to.workflow().states().get(state);
        return before != null && before.equals(after);
    }

    /** Whether a question of the other version takes the answer whole. */
    private static boolean keeps(Field other, Field field, JsonNode value) {
        boolean files = field.kind() == Field.Kind.FILES;
        if (!other.path().equals(field.path()) || files != (other.kind() == Field.Kind.FILES)) {
            return false;
        }
        if (field.kind() != Field.Kind.ROWS) {
            return true;
        }
        Set<String> columns = new HashSet<>();
        other.columns().forEach(column -> columns.add(column.path()));
        for (JsonNode row : value) {
            for (var cell : row.properties()) {
                if (!columns.contains(cell.getKey())) {
                    return false;
                }
            }
        }
        return true;
    }
}
