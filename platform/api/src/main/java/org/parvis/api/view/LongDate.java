package org.parvis.api.view;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** A day in words, for texts that no template writes: « 1er mars 2026 », "1 March 2026". */
public final class LongDate {

    private LongDate() {}

    /** English if the language is English, else French. */
    public static String of(LocalDate day, Locale language) {
        boolean english = language.getLanguage().equals("en");
        String text = day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(english ? Locale.UK : Locale.FRANCE));
        // The first of a month is an ordinal in French, and the only day that is one.
        return english || day.getDayOfMonth() != 1 ? text : text.replaceFirst("^1 ", "1er ");
    }
}
