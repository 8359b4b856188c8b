package org.parvis.api.calendar;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.Tenants;

/**
 * Public holidays of France.
 *
 * <p>Sources: code du travail, L3133-1; L3134-13 (Alsace-Moselle); L3422-2 with décret 83-1003 as amended by 2012-553 (days on which
 * the abolition of slavery is commemorated overseas).
 */
public final class PublicHolidays {

    private static final Holiday[] HOLIDAYS = Holiday.values();

    private PublicHolidays() {}

    /** A public holiday; its name is the message {@code calendar.holiday.<name in lower case>}. */
    public enum Holiday {
        NEW_YEAR,
        /** By law in communes with a Protestant or mixed church only; observed by the others too. */
        GOOD_FRIDAY,
        EASTER_MONDAY,
        LABOUR_DAY,
        VICTORY_1945,
        ASCENSION,
        WHIT_MONDAY,
        BASTILLE_DAY,
        ASSUMPTION,
        ALL_SAINTS,
        ARMISTICE_1918,
        CHRISTMAS,
        SAINT_STEPHEN,
        ABOLITION_OF_SLAVERY
    }

    /** Where holidays of its own are kept. */
    public enum Region {
        METROPOLITAN_FRANCE(null),
        ALSACE_MOSELLE(null),
        GUADELOUPE(MonthDay.of(Month.MAY, 27)),
        MARTINIQUE(MonthDay.of(Month.MAY, 22)),
        GUYANE(MonthDay.of(Month.JUNE, 10)),
        LA_REUNION(MonthDay.of(Month.DECEMBER, 20)),
        MAYOTTE(MonthDay.of(Month.APRIL, 27)),
        SAINT_BARTHELEMY(MonthDay.of(Month.OCTOBER, 9)),
        SAINT_MARTIN(MonthDay.of(Month.MAY, 28));

        private final @Nullable MonthDay abolition;

        Region(@Nullable MonthDay abolition) {
            this.abolition = abolition;
        }

        /**
         * The region of a commune.
         *
         * @param insee its official code (COG), or null when it has none
         */
        public static Region of(@Nullable String insee) {
            String department = insee == null ? "" : insee.substring(0, Math.min(insee.length(), insee.startsWith("97") ? 3 : 2));
            return switch (department) {
                case "57", "67", "68" -> ALSACE_MOSELLE;
                case "971" -> GUADELOUPE;
                case "972" -> MARTINIQUE;
                case "973" -> GUYANE;
                case "974" -> LA_REUNION;
                case "976" -> MAYOTTE;
                case "977" -> SAINT_BARTHELEMY;
                case "978" -> SAINT_MARTIN;
                default -> METROPOLITAN_FRANCE;
            };
        }

        /**
         * The region of any tenant: of a commune by its code; of another by those of the communes below it, where most of them are; of
         * one that has none below it (a department, a syndicate) by all of the territory.
         */
        public static Region of(Tenant tenant, Tenants tenants) {
            return MemberCommunes.most(tenant, tenants, Region::of).orElse(METROPOLITAN_FRANCE);
        }

        private boolean keeps(Holiday holiday) {
            return switch (holiday) {
                case GOOD_FRIDAY, SAINT_STEPHEN -> this == ALSACE_MOSELLE;
                case ABOLITION_OF_SLAVERY -> abolition != null;
                default -> true;
            };
        }
    }

    /** The holiday on a day in a region, if it is one. */
    public static Optional<Holiday> on(LocalDate day, Region region) {
        long sinceEaster = day.toEpochDay() - easter(day.getYear()).toEpochDay();
        for (Holiday holiday : HOLIDAYS) {
            if (falls(holiday, day, sinceEaster, region) && region.keeps(holiday)) {
                return Optional.of(holiday);
            }
        }
        return Optional.empty();
    }

    private static boolean falls(Holiday holiday, LocalDate day, long sinceEaster, Region region) {
        return switch (holiday) {
            case NEW_YEAR -> is(day, 1, 1);
            case GOOD_FRIDAY -> sinceEaster == -2;
            case EASTER_MONDAY -> sinceEaster == 1;
            case LABOUR_DAY -> is(day, 1, 5);
            case VICTORY_1945 -> is(day, 8, 5);
            case ASCENSION -> sinceEaster == 39;
            case WHIT_MONDAY -> sinceEaster == 50;
            case BASTILLE_DAY -> is(day, 14, 7);
            case ASSUMPTION -> is(day, 15, 8);
            case ALL_SAINTS -> is(day, 1, 11);
            case ARMISTICE_1918 -> is(day, 11, 11);
            case CHRISTMAS -> is(day, 25, 12);
            case SAINT_STEPHEN -> is(day, 26, 12);
            case ABOLITION_OF_SLAVERY -> MonthDay.from(day).equals(region.abolition);
        };
    }

    private static boolean is(LocalDate day, int dayOfMonth, int month) {
        return day.getDayOfMonth() == dayOfMonth && day.getMonthValue() == month;
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
