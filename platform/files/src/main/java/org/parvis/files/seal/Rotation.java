package org.parvis.files.seal;

import java.util.List;

/**
 * What a rotation did.
 *
 * @param master name of the new master key
 * @param lacking hosts of running nodes that do not have it yet: nothing was changed but the file of the node of the command
 * @param keys data keys that were put under it
 */
public record Rotation(String master, List<String> lacking, int keys) {
    public Rotation {
        lacking = List.copyOf(lacking);
    }

    /** Whether the new key is in use. */
    public boolean done() {
        return lacking.isEmpty();
    }
}
