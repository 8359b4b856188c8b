package org.parvis.files.scan;

/** What a scanner says of a file. */
public sealed interface Verdict {

    /** Nothing was found. */
    record Clean() implements Verdict {}

    /** Something was found; {@code name} is the scanner's for it. */
    record Infected(String name) implements Verdict {}

    /** Larger than the scanner takes. */
    record TooLarge() implements Verdict {}
}
