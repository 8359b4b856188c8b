package org.parvis.api.payment;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Amounts as people write and read them. */
public final class Euros {
    private static final Pattern TYPED = Pattern.compile("[0-9]{1,7}([.,][0-9]{1,2})?");

    private Euros() {}

    /** {@code 1 234,50 €} in French, {@code €1,234.50} in English. */
    public static String text(long cents, Locale language) {
        NumberFormat euros = NumberFormat.getCurrencyInstance(language.getLanguage().equals("en") ? Locale.UK : Locale.FRANCE);
        euros.setCurrency(Currency.getInstance("EUR"));
        return euros.format(BigDecimal.valueOf(cents, 2));
    }

    /** What was typed, in cents, with comma or point, spaces and the sign of the euro passed over; empty if it is no amount. */
    public static OptionalLong cents(String typed) {
        String text = typed.replaceAll("[\\s\\u00a0\\u202f€]", "");
        return TYPED.matcher(text).matches() ? OptionalLong.of(new BigDecimal(text.replace(',', '.')).movePointRight(2).longValueExact()) : OptionalLong.empty();
    }
}
