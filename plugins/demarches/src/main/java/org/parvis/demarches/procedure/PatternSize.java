package org.parvis.demarches.procedure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a pattern is once what it repeats is written out, as RE2 does: a few numbers in braces within each other fill any memory. */
final class PatternSize {
    /** Such a pattern looks at the longest answer in less than the time that anybody notices. */
    static final int MOST = 2_000;
    private static final Pattern TIMES = Pattern.compile("\\{([0-9]{1,6})(,([0-9]{0,6}))?}");
    private static final long FULL = 1L << 40;

    private final String regex;
    private final Deque<Long> outer = new ArrayDeque<>();
    private int at;
    private long before;
    private long last;

    private PatternSize(String regex) {
        this.regex = regex;
    }

    /** Whether a pattern is no larger than that, and no deeper. */
    static boolean fits(String regex) {
        return regex.length() <= MOST && new PatternSize(regex).size() <= MOST;
    }

    private long size() {
        while (at < regex.length()) {
            switch (regex.charAt(at++)) {
                case '(' -> {
                    one(0);
                    outer.push(before);
                    before = 0;
                }
                case ')' -> {
                    last = before + last;
                    before = outer.isEmpty() ? 0 : outer.pop();
                }
                case '{' -> times();
                case '[' -> choice();
                case '\\' -> escaped();
                case '*', '+', '?' -> { }
                default -> one(1);
            }
        }
        return before + last;
    }

    private void one(long size) {
        before = Math.min(FULL, before + last);
        last = size;
    }

    private void times() {
        Matcher times = TIMES.matcher(regex).region(at - 1, regex.length());
        if (!times.lookingAt()) {
            one(1);
            return;
        }
        at = times.end();
        long most = times.group(3) == null || times.group(3).isEmpty() ? 0 : Long.parseLong(times.group(3));
        last = Math.min(FULL, last * Math.max(1, Math.max(most, Long.parseLong(times.group(1)))));
    }

    /** One character of several, whatever stands within the brackets. */
    private void choice() {
        at += regex.startsWith("^", at) ? 1 : 0;
        at += regex.startsWith("]", at) ? 1 : 0;
        while (at < regex.length() && regex.charAt(at) != ']') {
            int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at + 2) : -1;
            at = named > 0 ? named + 2 : at + (regex.charAt(at) == '\\' ? 2 : 1);
        }
        at++;
        one(1);
    }

    /** With its name or number in braces, if it has one; what is quoted is counted as it stands. */
    private void escaped() {
        boolean braces = at + 1 < regex.length() && "pPx".indexOf(regex.charAt(at)) >= 0 && regex.charAt(at + 1) == '{';
        int end = braces ? regex.indexOf('}', at) : at;
        at = end < 0 ? regex.length() : end + 1;
        one(1);
    }
}
