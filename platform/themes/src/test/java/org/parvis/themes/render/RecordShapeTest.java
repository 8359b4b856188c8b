package org.parvis.themes.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordShapeTest {

    record Place(String name) {}

    /** As a bundle does: each has a class loader and thereby a module of its own. */
    private static final class Bundle extends ClassLoader {
        Bundle() {
            super(RecordShapeTest.class.getClassLoader());
        }

        Class<?> define(String name) throws IOException {
            try (InputStream bytes = Objects.requireNonNull(getParent().getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] all = bytes.readAllBytes();
                return defineClass(name, all, 0, all.length);
            }
        }
    }

    @Test
    void readsTheRecordOfAnotherBundleThatIsPrivateToItsPackage() throws Exception {
        var constructor = new Bundle().define(Place.class.getName()).getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        Record place = (Record) constructor.newInstance("Conques");
        assertThat(Objects.requireNonNull(RecordShape.of(place.getClass()).component("name")).of(place)).isEqualTo("Conques");
    }
}
