package org.parvis.search.address;

import java.util.ArrayList;
import java.util.List;
import org.parvis.api.geo.Address;
import org.parvis.api.tenant.Coordinates;

/**
 * A street, or a hamlet, with its numbers.
 *
 * @param former the commune that it belonged to before communes merged, or empty
 * @param numbers at least one, by number and suffix
 */
record Street(String insee, String postalCode, String commune, String former, String name, List<Number> numbers) {

    private static final double MICRO = 1e6;

    Street {
        numbers = List.copyOf(numbers);
    }

    /**
     * An address in it.
     *
     * @param value 0: a place without number
     * @param suffix {@code bis}, {@code b}, or empty
     * @param latitude in millionths of a degree, a tenth of a metre
     */
    record Number(int value, String suffix, int latitude, int longitude) {

        static Number at(int value, String suffix, double latitude, double longitude) {
            return new Number(value, suffix, (int) Math.round(latitude * MICRO), (int) Math.round(longitude * MICRO));
        }

        Coordinates coordinates() {
            return new Coordinates(latitude / MICRO, longitude / MICRO);
        }

        String text() {
            return value == 0 ? "" : suffix.isEmpty() ? Integer.toString(value) : value + (suffix.length() == 1 ? "" : " ") + suffix;
        }
    }

    /** Itself, or several of its name that have so many numbers at most. */
    List<Street> parts(int most) {
        if (numbers.size() <= most) {
            return List.of(this);
        }
        List<Street> parts = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += most) {
            parts.add(new Street(insee, postalCode, commune, former, name, numbers.subList(from, Math.min(numbers.size(), from + most))));
        }
        return parts;
    }

    /** What makes it another street than one of the same name. */
    String key() {
        return String.join("\t", insee, former, name, postalCode);
    }

    Address address(Number number) {
        return new Address(number.text(), name, postalCode, commune, insee, number.coordinates());
    }

    /** The street as a whole, where the middle one of its numbers is. */
    Address whole() {
        return new Address("", name, postalCode, commune, insee, numbers.get(numbers.size() / 2).coordinates());
    }
}
