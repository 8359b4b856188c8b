package org.parvis.demarches.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every procedure of the bouquet, read and checked; faults with file, line and reason. */
final class BouquetTest {
    static final Path BOUQUET = Path.of("src/main/resources/plugin/procedures");

    static List<Path> procedures() throws IOException {
        try (Stream<Path> folders = Files.list(BOUQUET)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void isWithoutFault(Path folder) throws Exception {
        Map<String, byte[]> files = PackageFiles.folder(folder);
        ProcedureReader.Reading reading = ProcedureReader.read(files);
        assertThat(reading.faults().stream().map(BouquetTest::said).toList()).as("faults of " + folder.getFileName()).isEmpty();
        assertThat(Objects.requireNonNull(reading.procedure()).id()).as("id").isEqualTo(folder.getFileName().toString());
    }

    static String said(Fault fault) {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(BouquetTest.class.getResourceAsStream("/plugin/i18n/messages_en.properties")), StandardCharsets.UTF_8)) {
            messages.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        String message = messages.getProperty(fault.messageKey(), fault.messageKey());
        return fault.file() + ":" + fault.line() + ": " + new MessageFormat(message.replace("'", "''")).format(fault.arguments().toArray());
    }
}
