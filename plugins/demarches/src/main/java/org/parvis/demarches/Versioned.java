package org.parvis.demarches;

/** What is on a version of a procedure: a file, a form, a line of a list. */
public interface Versioned {
    /** Its id. */
    String procedure();

    int version();
}
