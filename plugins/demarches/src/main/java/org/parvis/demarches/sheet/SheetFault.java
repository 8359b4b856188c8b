package org.parvis.demarches.sheet;

/** Why a file is no sheet that can be shown. */
public final class SheetFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String what;

    SheetFault(String what, int line, String detail) {
        super(detail, null, false, false);
        this.what = what;
        this.line = line;
    }

    /** From 1, or 0: the file as a whole. */
    public int line() {
        return line;
    }

    /** Last word of the message {@code demarches.fault.xml.<what>}, of which {@link #getMessage} is the argument. */
    public String what() {
        return what;
    }
}
