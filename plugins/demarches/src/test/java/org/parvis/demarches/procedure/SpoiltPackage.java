package org.parvis.demarches.procedure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of the procedure "saisine", in which a test spoils something. */
final class SpoiltPackage {
    final Map<String, byte[]> files;

    SpoiltPackage() {
        try {
            files = new TreeMap<>(PackageFiles.folder(BouquetTest.BOUQUET.resolve("saisine")));
        } catch (IOException | PackageFiles.Unreadable unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    void replace(String file, String from, String to) {
        String text = new String(files.get(file), UTF_8);
        assertThat(text).as(file).contains(from);
        files.put(file, text.replace(from, to).getBytes(UTF_8));
    }

    List<String> faults() {
        return ProcedureReader.read(files).faults().stream().map(BouquetTest::said).toList();
    }
}
