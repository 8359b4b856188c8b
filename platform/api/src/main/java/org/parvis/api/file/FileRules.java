package org.parvis.api.file;

import java.util.List;

/**
 * What a field takes.
 *
 * @param types media types, told by content: names and headers count for nothing
 * @param bytes largest size of one file
 * @param count most files
 */
public record FileRules(List<String> types, long bytes, int count) {

    public FileRules {
        types = List.copyOf(types);
        if (types.isEmpty() || bytes < 1 || count < 1) {
            throw new IllegalArgumentException("a field takes at least one type, one byte, one file");
        }
    }
}
