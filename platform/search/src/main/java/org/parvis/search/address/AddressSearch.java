package org.parvis.search.address;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.Addresses;
import org.parvis.api.geo.Distance;
import org.parvis.api.tenant.Coordinates;
import org.parvis.search.address.AddressText.Typed;

/** What can be asked of an index of streets. */
final class AddressSearch {

    /** More streets than there are within two kilometres of anywhere in France. */
    private static final int STREETS_AROUND = 5_000;

    /** Of one number: 12, 12 bis, 12 ter. */
    private static final int VARIANTS = 3;

    private static final int WARMED = 400;

    private AddressSearch() {}

    static List<Address> complete(AddressIndex index, String typed, Collection<String> near, int limit) throws IOException {
        Map<String, Address> found = new LinkedHashMap<>();
        Typed house = AddressText.withNumber(typed);
        if (house.number() > 0 && StreetWords.worthwhile(house)) {
            for (int number : index.words().best(house, near, limit)) {
                Street street = index.street(number).with(house.number());
                numbered(street, house).forEach(one -> put(found, street.address(one)));
            }
        }
        Typed plain = AddressText.plain(typed);
        if (found.size() < limit && StreetWords.worthwhile(plain)) {
            for (int number : index.words().best(plain, near, limit)) {
                put(found, index.street(number).middle().whole());
            }
        }
        return found.values().stream().limit(limit).toList();
    }

    private static void put(Map<String, Address> found, Address address) {
        found.putIfAbsent(address.label(), address);
    }

    /** Completes some of its own addresses: the first who types does not wait for code that has never run. */
    static void warm(AddressIndex index) throws IOException {
        int step = Math.max(1, index.streets() / WARMED);
        for (int number = 0; number < index.streets(); number += step) {
            Street street = index.street(number).middle();
            String label = street.address(street.numbers().get(0)).label();
            complete(index, label.substring(0, label.length() / 2), List.of(street.insee()), Addresses.MOST);
        }
    }

    /** Of a street with one number, those with the suffix that was typed; all if there is none such. */
    private static List<Street.Number> numbered(Street street, Typed typed) {
        List<Street.Number> same = street.numbers();
        List<Street.Number> exact = same.stream().filter(number -> AddressText.sameSuffix(typed.suffix(), number.suffix())).toList();
        if (!typed.suffix().isEmpty() && !exact.isEmpty()) {
            return exact;
        }
        return same.stream().limit(VARIANTS).toList();
    }

    static Optional<Address> exactly(AddressIndex index, String typed, Collection<String> near) throws IOException {
        List<String> words = AddressText.words(typed);
        List<Address> same = complete(index, typed, near, Addresses.MOST).stream()
                .filter(address -> AddressText.words(address.label()).equals(words)
                        || AddressText.words(address.label().replace(", " + address.postalCode() + " ", ", ")).equals(words))
                .toList();
        List<Address> here = same.stream().filter(address -> near.contains(address.insee())).toList();
        return here.size() == 1 ? Optional.of(here.get(0)) : same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }

    static Optional<Addresses.Near> nearest(AddressIndex index, Coordinates point, int metres) throws IOException {
        List<Addresses.Near> all = new ArrayList<>();
        for (int around : index.around(point, metres * 1.01, STREETS_AROUND)) {
            Street street = index.street(around).whole();
            street.numbers().stream()
                    .map(number -> new Addresses.Near(street.address(number), Distance.metres(point, number.coordinates())))
                    .min(Comparator.comparingDouble(Addresses.Near::metres))
                    .ifPresent(all::add);
        }
        return all.stream().filter(found -> found.metres() <= metres).min(Comparator.comparingDouble(Addresses.Near::metres));
    }
}
