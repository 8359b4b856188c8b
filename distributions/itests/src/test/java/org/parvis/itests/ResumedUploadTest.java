package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** An upload that a killed server, a closed tab or a lost network cut goes on where it stopped, and the file is what it was. */
@Parvis(name = "uploads")
@ExtendWith(Browsers.Extension.class)
class ResumedUploadTest {

    private static final String DESK = "/bureau/agen-d-aveyron";
    private static final int SIZE = 12 << 20;

    @TempDir
    private Path folder;

    /** Nothing that compression or a repeated piece could hide. */
    private static byte[] document(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private static String cookies(Page page) {
        return page.context().cookies().stream().map(cookie -> cookie.name + "=" + cookie.value).collect(Collectors.joining("; "));
    }

    private static HttpRequest.Builder tus(Server server, Page page, String path) {
        return server.request(server.territory(path)).header("Tus-Resumable", "1.0.0").header("Sec-Fetch-Site", "same-origin").header("Cookie", cookies(page));
    }

    private static long offset(Server server, Page page, String path) {
        return Long.parseLong(server.send(tus(server, page, path).method("HEAD", HttpRequest.BodyPublishers.noBody()).build())
                .headers().firstValue("Upload-Offset").orElseThrow());
    }

    /** Sends the first bytes of a piece that says that it is longer, and leaves the connection open until the server has died. */
    private static void cutAt(Server server, Page page, String path, byte[] bytes, int sent) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String head = "PATCH " + path + " HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                    + "Sec-Fetch-Site: same-origin\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: " + bytes.length
                    + "\r\nCookie: " + cookies(page) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes, 0, sent);
            socket.getOutputStream().flush();
            Waiting.until("the piece is on the disk", () -> stored(server) >= sent);
            server.kill();
        }
    }

    private static long stored(Server server) {
        try (Stream<Path> files = Files.walk(server.data().resolve("files/uploads"))) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aKilledServerGoesOnWithTheUploadAndTheBytesAreIdentical(Server server, Browsers browsers) throws Exception {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        byte[] bytes = document(1);
        String path = server.send(tus(server, page, DESK + "/envois").header("Upload-Length", String.valueOf(SIZE))
                        // "coupure.pdf"
                        .header("Upload-Metadata", "filename Y291cHVyZS5wZGY=").POST(HttpRequest.BodyPublishers.noBody()).build())
                .headers().firstValue("Location").orElseThrow();
        cutAt(server, page, path, bytes, 5 << 20);
        server.start();
        long offset = offset(server, page, path);
        assertThat(offset).isEqualTo(5 << 20);
        InputStream rest = new ByteArrayInputStream(bytes, (int) offset, SIZE - (int) offset);
        assertThat(server.send(tus(server, page, path).header("Upload-Offset", String.valueOf(offset)).header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", HttpRequest.BodyPublishers.ofInputStream(() -> rest)).build()).statusCode()).isEqualTo(204);
        String id = path.substring(path.lastIndexOf('/') + 1);
        APIResponse taken = page.request().post(server.territory(DESK + "/mediatheque").toString(), RequestOptions.create()
                .setHeader("Sec-Fetch-Site", "same-origin").setMaxRedirects(0).setMultipart(FormData.create().set("files.envoi", id)));
        assertThat(taken.status()).isEqualTo(303);
        assertThat(downloaded(server, page, "coupure.pdf")).isEqualTo(bytes);
        assertThat(stored(server)).as("what its form took is kept no longer").isZero();
        page.context().close();
    }

    private static byte[] downloaded(Server server, Page page, String name) {
        page.navigate(server.territory(DESK + "/mediatheque?type=documents").toString());
        page.locator("a", new Page.LocatorOptions().setHasText(name)).first().click();
        String address = page.locator("a[href*='/fichiers/']").first().getAttribute("href");
        return page.request().get(address.startsWith("http") ? address : server.territory(address).toString()).body();
    }

    @Test
    void aClosedTabAndALostNetworkCostNothingThatWasSent(Server server, Browsers browsers) throws Exception {
        Path file = Files.write(folder.resolve("reprise.pdf"), document(2));
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        BrowserContext context = page.context();
        page.navigate(server.territory(DESK + "/mediatheque").toString());
        // The first piece of 4 MiB arrives, the second not, or not whole.
        page.route("**/envois/*", route -> {
            boolean second = route.request().method().equals("PATCH") && !"0".equals(route.request().headers().get("upload-offset"));
            if (second) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.waitForRequestFinished(new Page.WaitForRequestFinishedOptions().setPredicate(request -> request.method().equals("PATCH")),
                () -> page.locator("#f-files").setInputFiles(file));
        page.close();

        Page again = context.newPage();
        List<String> offsets = new CopyOnWriteArrayList<>();
        again.onRequest(request -> note(request, offsets));
        again.navigate(server.territory(DESK + "/mediatheque").toString());
        again.waitForRequest(request -> request.method().equals("PATCH"), () -> {
            again.locator("#f-files").setInputFiles(file);
            // The form waits for its file.
            again.locator("form:has(#f-files) button[type=submit]").click();
        });
        context.setOffline(true);
        context.setOffline(false);
        again.waitForURL(address -> address.contains("fait=1"));
        assertThat(Long.parseLong(offsets.get(0))).as("with what had not arrived").isBetween(4L << 20, SIZE - 1L);
        assertThat(downloaded(server, again, "reprise.pdf")).isEqualTo(Files.readAllBytes(file));
        context.close();
    }

    private static void note(Request request, List<String> offsets) {
        if (request.method().equals("PATCH")) {
            offsets.add(request.headers().get("upload-offset"));
        }
    }
}
