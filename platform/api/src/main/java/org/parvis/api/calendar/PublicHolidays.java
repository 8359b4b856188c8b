package org.parvis.api.calendar;

import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/** Public holidays in metropolitan France (code du travail, L3133-1). */
public final class PublicHolidays {

    private PublicHolidays() {}

    /** A public holiday; its name is the message {@code calendar.holiday.<name in lower case>}. */
    public enum Holiday {
        NEW_YEAR,
        EASTER_MONDAY,
        LABOUR_DAY,
        VICTORY_1945,
        ASCENSION,
        WHIT_MONDAY,
        BASTILLE_DAY,
        ASSUMPTION,
        ALL_SAINTS,
        ARMISTICE_1918,
        CHRISTMAS
    }

    /** The holiday on a day, if it is one. */
    public static Optional<Holiday> on(LocalDate day) {
        for (Holiday holiday : Holiday.values()) {
            if (date(holiday, day.getYear()).equals(day)) {
                return Optional.of(holiday);
            }
        }
        return Optional.empty();
    }

    /** The day of a holiday in a year. */
    public static LocalDate date(Holiday holiday, int year) {
        return switch (holiday) {
            case NEW_YEAR -> LocalDate.of(year, Month.JANUARY, 1);
            case EASTER_MONDAY -> easter(year).plusDays(1);
            case LABOUR_DAY -> LocalDate.of(year, Month.MAY, 1);
            case VICTORY_1945 -> LocalDate.of(year, Month.MAY, 8);
            case ASCENSION -> easter(year).plusDays(39);
            case WHIT_MONDAY -> easter(year).plusDays(50);
            case BASTILLE_DAY -> LocalDate.of(year, Month.JULY, 14);
            case ASSUMPTION -> LocalDate.of(year, Month.AUGUST, 15);
            case ALL_SAINTS -> LocalDate.of(year, Month.NOVEMBER, 1);
            case ARMISTICE_1918 -> LocalDate.of(year, Month.NOVEMBER, 11);
            case CHRISTMAS -> LocalDate.of(year, Month.DECEMBER, 25);
        };
    }

    /** Easter Sunday in the Gregorian calendar (anonymous Gregorian computus: Meeus, Astronomical Algorithms, chapter 8). */
    public static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }
}
