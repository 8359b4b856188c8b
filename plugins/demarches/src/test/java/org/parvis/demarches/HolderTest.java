package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HolderTest {
    @Test
    void whatIsSealedOpensWithTheSameTokenAlone() {
        Holder mine = Holder.fresh();
        String sealed = mine.seal("K7QF-2M9X-4TB=");
        assertThat(sealed).doesNotContain("K7QF");
        assertThat(mine.open(sealed)).contains("K7QF-2M9X-4TB=");
        assertThat(Holder.fresh().open(sealed)).isEmpty();
        assertThat(mine.digest()).hasSize(64).isNotEqualTo(Holder.fresh().digest());
    }
}
