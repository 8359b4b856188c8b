package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;

class FormReaderTest {
    private static final String MULTIPART = "multipart/form-data; boundary=xx";

    @Test
    void aUrlEncodedFormIsRead() throws IOException {
        SubmittedForm form = read("application/x-www-form-urlencoded", "titre=+F%C3%AAte+%0D%0Ade+l%27%C3%A9t%C3%A9+&jour=lundi&jour=mardi&vide=");
        assertThat(form.value("titre")).isEqualTo("Fête \nde l'été");
        assertThat(form.values("jour")).containsExactly("lundi", "mardi");
        assertThat(form.text("vide")).isEmpty();
        assertThat(form.value("absent")).isEmpty();
        assertThat(form.ticked("jour")).isTrue();
        assertThat(form.typed()).containsEntry("jour", "lundi");
    }

    @Test
    void aMultipartFormIsReadAndItsFilesAreDeletedAtTheEnd() throws IOException {
        SubmittedForm form = read(MULTIPART, "--xx\r\nContent-Disposition: form-data; name=\"titre\"\r\n\r\nF\u00eate\r\n"
                + "--xx\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"..\\\\..\\\\C:\\\\a/b\u0001 \u00e9t\u00e9.png\"\r\n"
                + "Content-Type: image/png\r\n\r\nPNG\r\n"
                + "--xx\r\nContent-Disposition: form-data; name=\"pieces\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--xx--\r\n");
        assertThat(form.value("titre")).isEqualTo("Fête");
        Upload photo = form.file("photo").orElseThrow();
        assertThat(photo.fileName()).isEqualTo("b été.png");
        assertThat(photo.declaredType()).isEqualTo("image/png");
        assertThat(photo.size()).isEqualTo(3);
        assertThat(new String(photo.open().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("PNG");
        assertThat(form.files("pieces")).isEmpty();
        Path spooled = ((SubmittedForm.Spooled) photo).file();
        assertThat(spooled).exists();
        form.close();
        assertThat(spooled).doesNotExist();
    }

    @Test
    void filesThatWereSentBeforeTheFormStandBesideThoseThatCameWithIt() throws IOException {
        SubmittedForm form = read("application/x-www-form-urlencoded", "pieces.envoi=known&pieces.envoi=lost&photo.envoi=lost");
        Upload known = new SubmittedForm.Spooled(Path.of("known"), "a.pdf", "application/pdf", 40);
        form.resume(id -> id.equals("known") ? Optional.of(known) : Optional.empty(), 40);
        assertThat(form.files("pieces")).hasSize(2).startsWith(known);
        assertThat(form.resumed()).containsExactly("known", "lost", "lost");
        Upload lost = form.file("photo").orElseThrow();
        assertThatThrownBy(lost::open).as("its field is refused, by whoever reads it")
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.errors()).singleElement()
                        .satisfies(error -> assertThat(error.field() + " " + error.messageKey()).isEqualTo("photo files.upload.gone")));
        assertThatThrownBy(() -> form.resume(id -> Optional.of(known), 79)).as("more than the route takes")
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.status()).isEqualTo(413));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "--xx", "--xx\r\n", "--yy\r\n\r\n", "--xx\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xx--",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nwithout end",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\u0000.png\"\r\n\r\nx\r\n--xx--"
    })
    void aMalformedMultipartIsRefused(String body) throws IOException {
        try {
            SubmittedForm form = read(MULTIPART, body);
            assertThat(form.typed()).isEmpty();
            form.close();
        } catch (Invalid e) {
            assertThat(e.status()).isEqualTo(400);
        }
    }

    @Test
    void whatIsCutOffLeavesNoFileBehind() throws IOException {
        List<Path> before = spooled();
        String body = "--xx\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\n" + "x".repeat(5000);
        assertThatThrownBy(() -> read(MULTIPART, body, 3000))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.status()).isEqualTo(413));
        assertThatThrownBy(() -> read(MULTIPART, body, 100_000))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.status()).isEqualTo(400));
        assertThat(spooled()).isEqualTo(before);
    }

    @Test
    void manyFieldsAreRefused() {
        assertThatThrownBy(() -> read("application/x-www-form-urlencoded", "a&".repeat(3000))).isInstanceOf(Invalid.class);
        String part = "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";
        assertThatThrownBy(() -> read(MULTIPART, part.repeat(3000) + "--xx--")).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "", "multipart/mixed; boundary=x"})
    void whatIsNoFormIsRefused(String type) {
        assertThatThrownBy(() -> read(type, "a=b")).isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.status()).isEqualTo(415));
    }

    @Test
    void aBodyEndsAtItsLimits() {
        assertThatThrownBy(() -> read("application/x-www-form-urlencoded", "a=" + "b".repeat(2000), 1000))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.status()).isEqualTo(413));
        LimitedBody late = new LimitedBody(new ByteArrayInputStream(new byte[10]), 100, System.nanoTime() - 1);
        assertThatThrownBy(late::read).isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.status()).isEqualTo(408));
    }

    private static List<Path> spooled() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("parvis-upload-")).sorted().toList();
        }
    }

    private static SubmittedForm read(String type, String body) throws IOException {
        return read(type, body, 1 << 20);
    }

    private static SubmittedForm read(String type, String body, long most) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return FormReader.read(type, new LimitedBody(new ByteArrayInputStream(bytes), most, Long.MAX_VALUE / 2), most);
    }
}
