package org.parvis.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.testkit.server.Server;

/** Somebody who sends a request with two attachments, without JavaScript, and goes on where the server died. */
final class Sender {
    private static final String BOUNDARY = "parvis-itest-boundary";
    private static final Pattern NUMBER = Pattern.compile("\\b20\\d\\d-[0-9A-Z]{6}\\b");
    private static final int SIZE = 60_000;

    private final Server server;
    private final String commune;
    private final String subject;
    private final int seed;
    private String cookie = "";
    private String form = "";
    private int done;
    private volatile String number = "";

    Sender(Server server, String commune, int seed) {
        this.server = server;
        this.commune = commune;
        this.subject = "Coupure " + seed;
        this.seed = seed;
    }

    String subject() {
        return subject;
    }

    /** On the receipt, or empty. */
    String number() {
        return number;
    }

    /** Of the form, and of the file that it becomes. */
    String id() {
        return form.substring(form.lastIndexOf('/') + 1);
    }

    /** Whether the request was being sent and nobody has said yet that it came. */
    boolean inDoubt() {
        return done == 4 && number.isEmpty();
    }

    byte[] piece(int index) {
        byte[] bytes = new byte[SIZE];
        new Random(seed * 2L + index).nextBytes(bytes);
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    /** Goes on as far as the server answers; false if it died. */
    boolean goOn() {
        try {
            while (number.isEmpty()) {
                step();
            }
            return true;
        } catch (UncheckedIOException died) {
            return false;
        }
    }

    private void step() {
        switch (done) {
            case 0 -> begin();
            case 1 -> answer(List.of("request.theme=road", "request.subject=" + subject, "request.text=Un lampadaire est éteint.", "request.earlier="), List.of());
            case 2 -> answer(List.of("files="), there() ? List.of() : List.of(piece(0), piece(1)));
            case 3 -> answer(
                    List.of("applicant.kind=person", "applicant.name=" + subject, "applicant.email=coupure" + seed + "@example.org", "applicant.phone=",
                            "applicant.address="), List.of());
            default -> number = send();
        }
        done = Math.min(4, done + 1);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = server.request(server.commune(commune, path)).header("Sec-Fetch-Site", "same-origin");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> post(String path, String type, BodyPublisher body) {
        HttpResponse<String> answer = server.send(request(path).header("Content-Type", type).POST(body).build());
        if (answer.statusCode() != 303) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private void begin() {
        HttpResponse<String> answer = post("/teleservices/saisine/commencer", "application/x-www-form-urlencoded", BodyPublishers.noBody());
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String first = location(answer);
        form = first.substring(0, first.lastIndexOf('/'));
    }

    /** Whether the attachments came although nobody said so. */
    private boolean there() {
        return server.send(request(form + "/2").GET().build()).body().contains("piece-1.pdf");
    }

    private void answer(List<String> values, List<byte[]> files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>();
        for (String value : values) {
            all.add("_asked=" + value.substring(0, value.indexOf('=')));
            if (!value.endsWith("=")) {
                all.add(value);
            }
        }
        all.forEach(value -> part(body, "name=\"" + value.replaceFirst("=", "\"\r\n\r\n"), new byte[0]));
        for (int i = 0; i < files.size(); i++) {
            part(body, "name=\"files\"; filename=\"piece-" + (i + 1) + ".pdf\"\r\nContent-Type: application/pdf\r\n\r\n", files.get(i));
        }
        write(body, ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        post(form + "/" + done, "multipart/form-data; boundary=" + BOUNDARY, BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static void part(ByteArrayOutputStream body, String head, byte[] bytes) {
        write(body, ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head).getBytes(StandardCharsets.UTF_8));
        write(body, bytes);
        write(body, "\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void write(ByteArrayOutputStream body, byte[] bytes) {
        try {
            body.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Presses the button of the last page, for the first time or again; the number on the receipt to which that leads. */
    String send() {
        String receipt = location(post(form + "/verifier", "application/x-www-form-urlencoded", BodyPublishers.noBody()));
        HttpResponse<String> page = server.send(request(receipt).GET().build());
        Matcher found = NUMBER.matcher(page.body());
        if (page.statusCode() != 200 || !found.find()) {
            throw new AssertionError(receipt + ": " + page.statusCode());
        }
        return found.group();
    }

    /** Whether these are the attachments, in any order. */
    boolean isOf(List<byte[]> pieces) {
        return pieces.size() == 2 && List.of(piece(0), piece(1)).stream().allMatch(mine -> pieces.stream().anyMatch(theirs -> Arrays.equals(mine, theirs)));
    }
}
