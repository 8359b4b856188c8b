package org.parvis.api.content;

import org.jspecify.annotations.Nullable;

/** Writes CSV (RFC 4180) as French office programs open it: semicolons, CRLF, UTF-8 with {@link #BOM} first. */
public final class Csv {
    /** To begin a file with: without it office programs take UTF-8 for something else. */
    public static final String BOM = "\uFEFF";

    private Csv() {}

    /** One line; null is an empty cell. A text that a spreadsheet would run as a formula is shown as text. */
    public static String line(@Nullable Object... cells) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            out.append(i == 0 ? "" : ";");
            quote(cell == null ? "" : cell.toString(), !(cell instanceof Number), out);
        }
        return out.append("\r\n").toString();
    }

    private static void quote(String text, boolean guarded, StringBuilder out) {
        String safe = guarded && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r' || c == ',');
        out.append(quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe);
    }
}
