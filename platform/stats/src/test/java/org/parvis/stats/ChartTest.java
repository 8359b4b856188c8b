package org.parvis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
    @Test
    void theHighestBarReachesTheScaleAndBarsStandSideBySide() {
        Chart chart = Chart.of(List.of(new Chart.Point("avr.", 200, 100.0), new Chart.Point("mai", 50, 0.0)));
        assertThat(chart).isNotNull();
        assertThat(chart.lines()).extracting(Chart.Line::value).containsExactly(0L, 50L, 100L, 150L, 200L);
        assertThat(chart.bars()).extracting(Chart.Bar::before).containsExactly(true, false, true, false);
        // 230 high, 12 above and 28 below left free: 190 for 200.
        assertThat(chart.bars()).extracting(Chart.Bar::height).containsExactly(95.0, 190.0, 0.0, 47.5);
        assertThat(chart.bars().get(0).x() + chart.bars().get(0).width()).isEqualTo(chart.bars().get(1).x());
    }

    @Test
    void nothingIsDrawnOfNothing() {
        assertThat(Chart.of(List.of(new Chart.Point("avr.", 0, 0.0), new Chart.Point("mai", 0, null)))).isNull();
        assertThat(Chart.of(List.of(new Chart.Point("avr.", 7, null)))).isNull();
    }
}
