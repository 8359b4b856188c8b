package org.parvis.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.parvis.testkit.server.Server;

/** Constant load on some pages; every answer that is not a success, and every broken connection, is written down. */
final class Visitors implements AutoCloseable {

    private static final int MANY = 8;

    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)");

    private final ExecutorService threads = Executors.newFixedThreadPool(MANY);
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean reading = true;

    Visitors(Server server, List<URI> pages) {
        List<HttpRequest> requests = pages.stream().map(page -> server.request(page).build()).toList();
        for (int visitor = 0; visitor < MANY; visitor++) {
            int first = visitor;
            threads.execute(() -> read(requests, first));
        }
    }

    private void read(List<HttpRequest> requests, int first) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = first; reading; i++) {
            HttpRequest request = requests.get(i % requests.size());
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() / 100 != 2) {
                    failures.add(request.headers().firstValue("Host").orElse("") + request.uri().getPath() + " " + response.statusCode()
                            + " " + title(response.body()));
                }
                answered.incrementAndGet();
            } catch (IOException e) {
                failures.add(request.uri() + " " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static String title(String body) {
        Matcher title = TITLE.matcher(body);
        return title.find() ? title.group(1) : body.lines().findFirst().orElse("");
    }

    void stop() throws InterruptedException {
        reading = false;
        threads.shutdown();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("a visitor still waits for an answer");
        }
    }

    /** Each kind of failure and how often it was seen. */
    Map<String, Long> failures() {
        return failures.stream().collect(Collectors.groupingBy(failure -> failure, TreeMap::new, Collectors.counting()));
    }

    long answered() {
        return answered.get();
    }

    @Override
    public void close() {
        reading = false;
        threads.shutdownNow();
    }
}
