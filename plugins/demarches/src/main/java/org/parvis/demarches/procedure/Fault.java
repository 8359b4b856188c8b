package org.parvis.demarches.procedure;

import java.util.List;

/**
 * What is wrong with a package of a procedure.
 *
 * @param file in the package, or empty: the package as a whole
 * @param line from 1, or 0: the file as a whole
 * @param messageKey message {@code demarches.fault.<what>}
 * @param pointer to what it is about in a JSON or YAML file (RFC 6901), or empty
 */
public record Fault(String file, int line, String messageKey, List<Object> arguments, String pointer) {
    public Fault {
        arguments = List.copyOf(arguments);
    }

    public Fault(String file, int line, String messageKey, List<Object> arguments) {
        this(file, line, messageKey, arguments, "");
    }
}
