package org.parvis.api.privacy;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Whom data are about, by all that is known to be theirs.
 *
 * @param emails in lower case
 * @param phones as {@link #phone} writes them
 * @param accounts ids of accounts
 * @param names under which an account appears; known from an account and never typed, since people share names
 */
public record Person(Set<String> emails, Set<String> phones, Set<UUID> accounts, Set<String> names) {

    public Person {
        emails = Set.copyOf(emails);
        phones = Set.copyOf(phones);
        accounts = Set.copyOf(accounts);
        names = Set.copyOf(names);
    }

    /** By an e-mail address, a telephone number or both; an empty one is left out. */
    public static Person of(String email, String phone) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        String number = phone(phone);
        return new Person(address.isEmpty() ? Set.of() : Set.of(address), number.isEmpty() ? Set.of() : Set.of(number), Set.of(), Set.of());
    }

    /** With an account and the name under which it appears. */
    public Person withAccount(UUID account, String email, String name) {
        return new Person(plus(emails, email.toLowerCase(Locale.ROOT)), phones, plus(accounts, account), plus(names, name));
    }

    private static <T> Set<T> plus(Set<T> some, T more) {
        Set<T> all = new LinkedHashSet<>(some);
        all.add(more);
        return all;
    }

    /** A telephone number reduced to its digits, French ones as 0 and nine digits: {@code +33 5 65 12 34 56} is {@code 0565123456}. */
    public static String phone(String typed) {
        String digits = typed.replaceAll("[^0-9+]", "");
        if (digits.startsWith("+33")) {
            return "0" + digits.substring(3).replaceFirst("^0", "");
        }
        return digits.startsWith("0033") ? "0" + digits.substring(4) : digits.replace("+", "");
    }

    /** Whether an e-mail address or a telephone number, as typed by somebody, is this person's. */
    public boolean reachedBy(String email, String phone) {
        return emails.contains(email.strip().toLowerCase(Locale.ROOT)) || (!phone.isBlank() && phones.contains(phone(phone)));
    }

    /** What finds this person's entries in the audit log: e-mail addresses and accounts. */
    public Set<String> refs() {
        Set<String> refs = new LinkedHashSet<>(emails);
        accounts.forEach(account -> refs.add(account.toString()));
        refs.addAll(phones);
        return refs;
    }
}
