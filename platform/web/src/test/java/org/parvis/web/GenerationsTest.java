package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.parvis.api.tenant.TenantId;

class GenerationsTest {
    private static final TenantId RODEZ = new TenantId(new UUID(1, 2));
    private static final TenantId AGEN = new TenantId(new UUID(3, 4));

    private final Generations generations = new Generations();

    @Property(tries = 200)
    void aTouchedTagIsAlwaysSeenByWhatBeganBefore(@ForAll @NotEmpty String tag, @ForAll @IntRange(max = 20) int othersBefore) {
        for (int i = 0; i < othersBefore; i++) {
            generations.touch(AGEN, "news:" + i);
        }
        long begun = generations.now();
        String plain = tag.replace("@", "");
        generations.touch(RODEZ, plain);
        assertThat(generations.touchedSince(begun, Generations.slots(RODEZ, List.of("site", plain)))).isTrue();
        assertThat(generations.touchedSince(generations.now(), Generations.slots(RODEZ, List.of(plain)))).isFalse();
    }

    @Test
    void theSameTagOfAnotherTenantIsAnotherTag() {
        long begun = generations.now();
        generations.touch(AGEN, "news");
        assertThat(generations.touchedSince(begun, Generations.slots(RODEZ, List.of("news")))).isFalse();
    }

    @Test
    void aPageCanShowWhatBelongsToAnotherTenant() {
        long begun = generations.now();
        generations.touch(AGEN, "news");
        assertThat(generations.touchedSince(begun, Generations.slots(RODEZ, List.of("news@" + AGEN)))).isTrue();
    }

    @Test
    void everythingTouchesAllTags() {
        long begun = generations.now();
        generations.touchEverything();
        assertThat(generations.touchedSince(begun, Generations.slots(RODEZ, List.of()))).isTrue();
    }
}
