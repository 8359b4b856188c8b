package org.parvis.site.hours;

/**
 * A time of day during which a place is open, in minutes from midnight of civil time.
 *
 * @param from first minute, 0 to 1439
 * @param to end, exclusive, up to 1440 (midnight)
 */
public record Slot(int from, int to) implements Comparable<Slot> {

    private static final int DAY = 24 * 60;

    public Slot {
        if (from < 0 || to > DAY || from >= to) {
            throw new IllegalArgumentException("no slot: " + from + "-" + to);
        }
    }

    /** Parses {@code 08:30-12:00}. */
    static Slot parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("no slot: " + text);
        }
        return new Slot(minutes(text.substring(0, dash)), minutes(text.substring(dash + 1)));
    }

    private static int minutes(String time) {
        if (time.length() != 5 || time.charAt(2) != ':') {
            throw new IllegalArgumentException("no time: " + time);
        }
        return number(time, 0) * 60 + number(time, 3);
    }

    /** Of two digits. Neither this nor {@link #time} uses a pattern: every page shows hours. */
    private static int number(String time, int at) {
        int tens = time.charAt(at) - '0';
        int ones = time.charAt(at + 1) - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw new IllegalArgumentException("no time: " + time);
        }
        return tens * 10 + ones;
    }

    static String time(int minutes) {
        return twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60);
    }

    static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** {@code 08:30}. */
    public String opens() {
        return time(from);
    }

    /** {@code 12:00}; {@code 24:00} is midnight. */
    public String closes() {
        return time(to);
    }

    String text() {
        return time(from) + "-" + time(to);
    }

    @Override
    public int compareTo(Slot other) {
        return from != other.from ? Integer.compare(from, other.from) : Integer.compare(to, other.to);
    }
}
