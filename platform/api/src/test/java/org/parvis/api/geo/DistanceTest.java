package org.parvis.api.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.parvis.api.tenant.Coordinates;

class DistanceTest {

    private static final Coordinates EQUATOR = new Coordinates(0, 0);

    @Test
    void aQuarterOfAMeridianIsAQuarterOfTheSpheresGirth() {
        // pi / 2 times the mean radius of 6 371.0088 km.
        assertThat(Distance.metres(EQUATOR, new Coordinates(90, 0))).isCloseTo(10_007_557.2, within(1.0));
        assertThat(Distance.metres(EQUATOR, new Coordinates(0, 180))).isCloseTo(20_015_114.4, within(1.0));
    }

    @Test
    void aMinuteOfLatitudeIsANauticalMile() {
        // 1 852 m by definition (First International Extraordinary Hydrographic Conference, 1929); 0.05 % off on the mean sphere.
        assertThat(Distance.metres(new Coordinates(44, 2), new Coordinates(44 + 1.0 / 60, 2))).isCloseTo(1_852, within(2.0));
    }

    @Test
    void parisIsSome344KilometresFromLondon() {
        // Notre-Dame (point zéro des routes) to Charing Cross; 343.9 km on WGS 84, and a sphere is right to 0.5 %.
        double metres = Distance.metres(new Coordinates(48.8534, 2.3488), new Coordinates(51.5073, -0.1276));
        assertThat(metres).isBetween(342_000.0, 346_000.0);
    }

    @Test
    void itIsTheSameBothWaysAndNothingToItself() {
        Coordinates rodez = new Coordinates(44.35, 2.57);
        Coordinates reunion = new Coordinates(-20.88, 55.45);
        assertThat(Distance.metres(rodez, reunion)).isEqualTo(Distance.metres(reunion, rodez));
        assertThat(Distance.metres(rodez, rodez)).isZero();
    }

    @Test
    void itCrossesTheAntimeridian() {
        assertThat(Distance.metres(new Coordinates(0, 179.5), new Coordinates(0, -179.5))).isCloseTo(111_195, within(1.0));
    }
}
