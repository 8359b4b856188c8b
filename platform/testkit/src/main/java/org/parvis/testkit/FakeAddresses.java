package org.parvis.testkit;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.Addresses;
import org.parvis.api.geo.Distance;
import org.parvis.api.tenant.Coordinates;

/** The addresses that a test names, found by the beginning of their labels, and exactly by these or by number and street. */
public record FakeAddresses(List<Address> known) implements Addresses {

    public FakeAddresses {
        known = List.copyOf(known);
    }

    public static FakeAddresses of(Address... known) {
        return new FakeAddresses(List.of(known));
    }

    @Override
    public boolean available() {
        return !known.isEmpty();
    }

    @Override
    public List<Address> complete(String typed, Collection<String> near, int limit) {
        String start = typed.toLowerCase(Locale.ROOT);
        return known.stream().filter(address -> address.label().toLowerCase(Locale.ROOT).startsWith(start)).limit(limit).toList();
    }

    @Override
    public Optional<Address> exactly(String typed, Collection<String> near) {
        return known.stream()
                .filter(address -> address.label().equalsIgnoreCase(typed)
                        || near.contains(address.insee()) && (address.number() + " " + address.street()).equalsIgnoreCase(typed))
                .findFirst();
    }

    @Override
    public Optional<Near> nearest(Coordinates point, int metres) {
        return known.stream()
                .map(address -> new Near(address, Distance.metres(point, address.at())))
                .filter(near -> near.metres() <= metres)
                .min(Comparator.comparingDouble(Near::metres));
    }

    @Override
    public Report take(List<Path> files, IntConsumer progress) {
        throw new UnsupportedOperationException("tests name their addresses");
    }
}
