package org.parvis.demarches.procedure;

import com.networknt.schema.JsonSchema;
import java.util.Map;
import java.util.Optional;
import org.parvis.demarches.procedure.Texts.Wanted;

/**
 * A version of a procedure, read and found without fault.
 *
 * @param schema of the answers; takes anything when there is no form
 * @param screens without steps when there is no form
 * @param workflow without states when there is no form
 * @param letters by {@code <document>_<language>}
 */
public record Procedure(Header header, JsonSchema schema, Screens screens, Workflow workflow, Texts texts, Map<String, Letter> letters) {
    public Procedure {
        letters = Map.copyOf(letters);
    }

    public String id() {
        return header.id();
    }

    public int version() {
        return header.version();
    }

    public boolean online() {
        return header.kind() == Header.Kind.ONLINE;
    }

    public String title(Wanted wanted) {
        return texts.text(wanted, "title");
    }

    /** A letter in a language, if it is there; in French it is. */
    public Optional<Letter> letter(String document, String language) {
        return Optional.ofNullable(letters.get(document + "_" + language));
    }
}
