package org.parvis.demarches.procedure;

import java.util.List;

/**
 * What is wrong with a package of a procedure.
 *
 * @param file in the package, or empty: the package as a whole
 * @param line from 1, or 0: the file as a whole
 * @param messageKey message {@code demarches.fault.<what>}
 */
public record Fault(String file, int line, String messageKey, List<Object> arguments) {
    public Fault {
        arguments = List.copyOf(arguments);
    }
}
