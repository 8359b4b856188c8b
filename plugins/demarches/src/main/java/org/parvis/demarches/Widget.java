package org.parvis.demarches;

import java.util.List;
import java.util.stream.Stream;

/**
 * A piece of a screen, as templates see it.
 *
 * @param kind of a field in lower case, or {@code box}, {@code columns}, {@code words}
 * @param label title of a box
 * @param value as typed; empty where there are options
 * @param options of a choice, with what is chosen
 * @param most characters, rows or files
 * @param accept media types of files, by comma
 * @param rows of {@code rows}
 * @param within of a box
 * @param files that are there
 * @param position of an address: name of the field that takes where it is, or empty
 * @param needed choice with which it has to be answered, in words, while another one is chosen; or empty
 */
public record Widget(
        String kind, String name, String label, String hint, String value, boolean required, List<Option> options, String autocomplete, String inputmode, int most,
        String accept, List<Row> rows, List<Widget> within, List<Attached> files,
        String position, String needed) {
    /** One choice. */
    public record Option(String value, String label, boolean chosen) {}

    /** One row of several. */
    public record Row(String name, String label, List<Widget> within) {}

    /** A file that was added. */
    public record Attached(String id, String name, String path, String kilobytes) {}

    /**
     * An answer as it is read: question, and what was answered, line by line.
     *
     * @param entries of a question that is answered several times; else empty
     */
    public record Answer(String label, List<String> lines, List<Attached> files, List<Entry> entries) {
        public Answer(String label, List<String> lines, List<Attached> files) {
            this(label, lines, files, List.of());
        }

        /** The same without links to files: their names alone. */
        public Answer named() {
            return new Answer(label, Stream.concat(lines.stream(), files.stream().map(Attached::name)).toList(), List.of(), entries);
        }
    }

    /** One of several, with its number: « Enfant 2 ». */
    public record Entry(String label, List<Answer> answers) {}

    static Widget box(String kind, String label, String hint, List<Widget> within) {
        return new Widget(kind, "", label, hint, "", false, List.of(), "", "", 0, "", List.of(), within, List.of(), "", "");
    }

    /** The same question under another name, with another value: a column in a row. */
    Widget in(String row, String other) {
        List<Option> chosen = options.stream().map(option -> new Option(option.value(), option.label(), option.value().equals(other))).toList();
        return new Widget(
                kind, row + "." + name, label, hint, options.isEmpty() ? other : "", required, chosen, autocomplete, inputmode, most, accept, rows, within, files,
                position, needed);
    }

    /** The same question, needed now or with that choice. */
    Widget needed(boolean now, String choice) {
        return new Widget(
                kind, name, label, hint, value, required || now, options, autocomplete, inputmode, most, accept, rows, within, files, position, choice);
    }

    public static String kilobytes(long bytes) {
        return String.valueOf(Math.max(1, Math.round(bytes / 1024.0)));
    }
}
