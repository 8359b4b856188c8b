package org.parvis.api.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.api.tenant.Coordinates;

class SketchMapTest {

    @Test
    void namesOnTheMapCoverNeitherEachOtherNorAPoint() {
        // Rodez and Onet-le-Château are three kilometres apart: 16 units on a map of Aveyron.
        List<SketchMap.Point> points = List.of(
                new SketchMap.Point(300, 300, 12, "Rodez", "/"), new SketchMap.Point(302, 284, 9, "Onet-le-Château", "/"),
                new SketchMap.Point(420, 500, 11, "Millau", "/"), new SketchMap.Point(6, 200, 6, "Capdenac-Gare", "/"));
        List<SketchMap.Label> labels = MapLabels.place(points, 720, 720);
        assertThat(labels).extracting(SketchMap.Label::name, SketchMap.Label::anchor).containsExactly(
                tuple("Rodez", "middle"), tuple("Onet-le-Château", "middle"), tuple("Millau", "middle"), tuple("Capdenac-Gare", "start"));
        List<MapLabels.Box> boxes = labels.stream().map(MapLabels::box).toList();
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                assertThat(boxes.get(i).meets(boxes.get(j))).as("%s and %s", labels.get(i), labels.get(j)).isFalse();
            }
            assertThat(boxes.get(i).within(720, 720)).isTrue();
        }
        assertThat(labels.get(0).y()).as("Rodez is written below its point: above is Onet-le-Château").isGreaterThan(300);
        assertThat(MapLabels.place(points, 720, 720)).isEqualTo(labels);
    }

    @Test
    void aNameWithoutAPlaceIsLeftOut() {
        List<SketchMap.Point> crowded = IntStream.range(0, 9).mapToObj(i -> new SketchMap.Point(300 + i, 300, 5, "Commune " + i, "/")).toList();
        assertThat(MapLabels.place(crowded, 720, 720)).hasSizeBetween(1, 4);
    }

    @Test
    void fewerThanThreePlacesAreNoMap() {
        SketchMap.Place place = new SketchMap.Place("Salle des fêtes", "/", new Coordinates(44, 2), 1);
        assertThat(SketchMap.of(List.of(place, place))).isEmpty();
        assertThat(SketchMap.of(List.of(place, place, place))).as("all at one place").isPresent();
    }

    /** A street from west to east: the drawing would be a strip without room for a name. */
    @Test
    void placesInOneLineHaveRoomForTheirNames() {
        List<SketchMap.Place> street = IntStream.range(0, 3).mapToObj(i -> new SketchMap.Place("Rue " + i, "/", new Coordinates(44, 2 + i / 100.0), 1)).toList();
        SketchMap map = SketchMap.of(street).orElseThrow();
        assertThat(map.height()).isEqualTo(240);
        assertThat(map.points()).allSatisfy(point -> assertThat(point.y()).isEqualTo(120));
        assertThat(map.labels()).hasSize(3);
    }

    /** A valley from north to south: 0.4 degrees high, of no width at all. */
    @Test
    void noPlaceLiesOutsideOfTheDrawing() {
        List<SketchMap.Place> valley = IntStream.range(0, 5).mapToObj(i -> new SketchMap.Place("Lieu " + i, "/", new Coordinates(44 + i / 10.0, 2), 1)).toList();
        SketchMap map = SketchMap.of(valley).orElseThrow();
        assertThat(map.height()).isEqualTo(1440);
        assertThat(map.points()).allSatisfy(point -> {
            assertThat(point.y()).isBetween(24.0, 1416.0);
            assertThat(point.x()).isEqualTo(360);
        });
    }
}
