package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Visits the pages that links lead to, once each and in all its windows at a time; of pages that differ by an id or page number alone, one. */
final class Crawl implements AutoCloseable {
    /** Only lest links that never end keep it from ending. */
    private static final int MOST = 500;
    /** Pages that lie below one other are of one kind: so many of them are enough. */
    private static final int ALIKE = 2;
    private static final String ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
    private static final String LINKS = """
            () => [...document.querySelectorAll('a[href]')].filter(a => !a.download).map(a => new URL(a.getAttribute('href'), location).href)""";

    private final BlockingQueue<Page> windows;
    private final ExecutorService visitors;
    private final Predicate<URI> within;
    private final AxeOverPages axe = new AxeOverPages();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> below = new HashMap<>();
    private List<URI> next = new ArrayList<>();
    private String top = "";

    /** What a visit found. */
    private record Visit(URI address, List<String> faults, List<URI> links) {}

    /** @param windows each of a browser of its own, since one does a thing at a time; closed in the end */
    Crawl(List<Page> windows, Predicate<URI> within) {
        this.windows = new ArrayBlockingQueue<>(windows.size(), false, windows);
        this.visitors = Executors.newFixedThreadPool(windows.size());
        this.within = within;
        windows.forEach(PageChecks::prepare);
    }

    /** @param atLeast pages that must be found, lest a broken link hides the rest */
    List<String> from(URI start, int atLeast) {
        List<String> faults = new ArrayList<>();
        List<String> visited = new ArrayList<>();
        Instant begun = Instant.now();
        top = start.getPath().replaceAll("/$", "");
        add(start, start);
        while (!next.isEmpty() && visited.size() < MOST) {
            List<URI> level = next.subList(0, Math.min(next.size(), MOST - visited.size()));
            next = new ArrayList<>();
            // In the order of their links: which of those alike are taken must not depend on who is faster.
            for (Visit visit : visitAll(level)) {
                visited.add(visit.address().getPath());
                faults.addAll(visit.faults());
                visit.links().forEach(link -> add(visit.address(), link));
            }
        }
        System.out.println(visited.size() + " pages checked from " + start + " in " + Duration.between(begun, Instant.now()).toSeconds() + " s");
        assertThat(visited).as("pages found from " + start).hasSizeGreaterThanOrEqualTo(atLeast);
        return faults;
    }

    /** Faults of one page. */
    List<String> check(URI address) {
        return visitAll(List.of(address)).get(0).faults();
    }

    private List<Visit> visitAll(List<URI> addresses) {
        try {
            List<Visit> visits = new ArrayList<>();
            for (Future<Visit> visit : visitors.invokeAll(addresses.stream().map(this::visiting).toList())) {
                visits.add(visit.get());
            }
            return visits;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Callable<Visit> visiting(URI address) {
        return () -> {
            Page page = windows.take();
            try {
                return visit(page, address);
            } finally {
                windows.add(page);
            }
        };
    }

    private Visit visit(Page page, URI address) {
        Response response = open(page, address);
        if (response == null || !response.headers().getOrDefault("content-type", "").startsWith("text/html")) {
            return new Visit(address, List.of(), List.of());
        }
        CompletableFuture<List<String>> errors = HtmlChecker.checking(response.text());
        List<String> faults = new ArrayList<>(axe.check(page));
        faults.addAll(PageChecks.sideways(page));
        if (response.status() >= 400 && !address.getPath().contains("rien-ici")) {
            faults.add("status " + response.status());
        }
        List<URI> links = ((List<?>) page.evaluate(LINKS)).stream().map(link -> URI.create(String.valueOf(link).replace(" ", "%20"))).toList();
        faults.addAll(errors.join());
        return new Visit(address, faults.stream().map(fault -> address.getPath() + " " + fault).toList(), links);
    }

    private void add(URI from, URI link) {
        String path = link.getPath();
        boolean page = link.getScheme().startsWith("http") && from.getAuthority().equals(link.getAuthority()) && path != null
                && !path.matches("/(assets|fichiers|images|look)/.*|.*\\.(atom|rss|json|xml|txt|pdf|css|csv)");
        if (page && (within.test(link) || seen.isEmpty()) && seen.add(shape(path)) && !isOneOfMany(path)) {
            next.add(link);
        }
    }

    /** Null for a download, which shows no page. */
    private static @Nullable Response open(Page page, URI address) {
        try {
            return page.navigate(address.toString());
        } catch (PlaywrightException e) {
            if (e.getMessage().contains("Download is starting")) {
                return null;
            }
            throw e;
        }
    }

    private boolean isOneOfMany(String path) {
        String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        // The parts of one thing, such as a file or a draft, are each of a kind of its own.
        boolean parts = parent.matches(".*/" + ID);
        return !parts && !parent.equals(top) && below.merge(parent, 1, Integer::sum) > ALIKE;
    }

    private static String shape(String path) {
        return path.replaceAll(ID, "{id}").replaceAll("\\d+", "{n}");
    }

    @Override
    public void close() {
        visitors.shutdown();
        windows.forEach(page -> page.context().close());
    }
}
