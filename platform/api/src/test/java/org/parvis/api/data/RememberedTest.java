package org.parvis.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.tenant.TenantId;

final class RememberedTest {
    private static final TenantId ONE = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));

    private final Map<TenantId, Integer> reads = new HashMap<>();
    private final Remembered<Integer> remembered = new Remembered<>("news", tenant -> reads.merge(tenant, 1, Integer::sum));

    @Test
    void isReadOnceUntilTheTenantTouchesTheTag() {
        assertThat(remembered.of(ONE)).isEqualTo(remembered.of(ONE)).isEqualTo(1);
        remembered.of(OTHER);
        remembered.changed(List.of(new Change(ONE, "site"), new Change(ONE, "news:42")));
        assertThat(remembered.of(ONE)).isEqualTo(1);
        remembered.changed(List.of(new Change(ONE, "news")));
        assertThat(remembered.of(ONE)).isEqualTo(2);
        assertThat(remembered.of(OTHER)).isEqualTo(1);
        remembered.everything();
        assertThat(remembered.of(OTHER)).isEqualTo(2);
    }

    /** Else a page rendered later would show what was there before the change, for ever. */
    @Test
    void whatWasReadWhileItChangedIsNotKept() {
        int[] stored = {1};
        Remembered<?>[] self = new Remembered<?>[1];
        Remembered<Integer> slow = new Remembered<>("news", tenant -> {
            int read = stored[0];
            if (read == 1) {
                stored[0] = 2;
                self[0].changed(List.of(new Change(ONE, "news")));
            }
            return read;
        });
        self[0] = slow;
        assertThat(slow.of(ONE)).isEqualTo(1);
        assertThat(slow.of(ONE)).isEqualTo(2);
    }
}
