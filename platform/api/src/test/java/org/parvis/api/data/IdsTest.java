package org.parvis.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void areOfVersionSevenWithTheTimeInFront() {
        long before = System.currentTimeMillis();
        UUID id = Ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis() + 1);
    }

    /** RFC 9562, 6.2: thousands within one millisecond come in the order in which they were made, as text and as bytes. */
    @Test
    void followEachOtherAlsoWithinOneMillisecond() {
        List<String> made = Stream.generate(Ids::next).limit(50_000).map(UUID::toString).toList();
        assertThat(made).isSorted();
    }

    @Test
    void neverMeetWhenManyThreadsMakeThem() {
        List<UUID> made = Stream.generate(() -> 0).limit(50_000).parallel().map(nothing -> Ids.next()).toList();
        Set<UUID> all = new HashSet<>(made);
        assertThat(all).hasSize(50_000);
    }
}
