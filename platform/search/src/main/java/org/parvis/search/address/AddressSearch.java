package org.parvis.search.address;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
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

    private AddressSearch() {}

    static List<Address> complete(IndexSearcher searcher, String typed, Collection<String> near, int limit) throws IOException {
        Map<String, Address> found = new LinkedHashMap<>();
        Typed house = AddressText.withNumber(typed);
        if (house.number() > 0 && AddressQueries.worthwhile(house)) {
            for (Street street : streets(searcher, AddressQueries.of(house, near), limit)) {
                numbered(street, house).forEach(number -> put(found, street.address(number)));
            }
        }
        Typed plain = AddressText.plain(typed);
        if (found.size() < limit && AddressQueries.worthwhile(plain)) {
            streets(searcher, AddressQueries.of(plain, near), limit).forEach(street -> put(found, street.whole()));
        }
        return found.values().stream().limit(limit).toList();
    }

    private static void put(Map<String, Address> found, Address address) {
        found.putIfAbsent(address.label(), address);
    }

    private static List<Street> streets(IndexSearcher searcher, Query query, int limit) throws IOException {
        StoredFields stored = searcher.storedFields();
        List<Street> streets = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, limit).scoreDocs) {
            streets.add(AddressIndex.street(stored.document(hit.doc)));
        }
        return streets;
    }

    /** Those with the suffix that was typed; all of that number if there is none such. */
    private static List<Street.Number> numbered(Street street, Typed typed) {
        List<Street.Number> same = street.numbers().stream().filter(number -> number.value() == typed.number()).toList();
        List<Street.Number> exact = same.stream().filter(number -> AddressText.sameSuffix(typed.suffix(), number.suffix())).toList();
        if (!typed.suffix().isEmpty() && !exact.isEmpty()) {
            return exact;
        }
        return same.stream().limit(VARIANTS).toList();
    }

    static Optional<Address> exactly(IndexSearcher searcher, String typed, Collection<String> near) throws IOException {
        List<String> words = AddressText.words(typed);
        List<Address> same = complete(searcher, typed, near, Addresses.MOST).stream()
                .filter(address -> AddressText.words(address.label()).equals(words)
                        || AddressText.words(address.label().replace(", " + address.postalCode() + " ", ", ")).equals(words))
                .toList();
        List<Address> here = same.stream().filter(address -> near.contains(address.insee())).toList();
        return here.size() == 1 ? Optional.of(here.get(0)) : same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }

    static Optional<Addresses.Near> nearest(IndexSearcher searcher, Coordinates point, int metres) throws IOException {
        Query around = LatLonPoint.newDistanceQuery(AddressIndex.AT, point.latitude(), point.longitude(), metres * 1.01);
        List<Addresses.Near> all = new ArrayList<>();
        for (Street street : streets(searcher, around, STREETS_AROUND)) {
            street.numbers().stream()
                    .map(number -> new Addresses.Near(street.address(number), Distance.metres(point, number.coordinates())))
                    .min(Comparator.comparingDouble(Addresses.Near::metres))
                    .ifPresent(all::add);
        }
        return all.stream().filter(found -> found.metres() <= metres).min(Comparator.comparingDouble(Addresses.Near::metres));
    }
}
