package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** Follows every link of a site, of the portal and of the back office, and checks each kind of page that there is. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class EveryPageTest {

    /** One commune of each theme has demonstration content. */
    private static final List<String> SHOWCASES = List.of("agen-d-aveyron", "rodez", "conques-en-rouergue");

    @Test
    void everyPublicPageIsAccessibleAndValid(Server server, Browsers browsers) {
        for (String slug : SHOWCASES) {
            Page page = browsers.phone();
            List<String> faults = new Crawl(page, address -> address.getPath().startsWith("/") && !address.getPath().startsWith("/en/"))
                    .from(server.commune(slug, "/"), 12);
            page.context().close();
            assertThat(faults).as(slug).isEmpty();
        }
    }

    @Test
    void everyEnglishPageIsAccessibleAndValid(Server server, Browsers browsers) {
        Page page = browsers.phone();
        List<String> faults = new Crawl(page, address -> address.getPath().startsWith("/en/")).from(server.commune("rodez", "/en/"), 10);
        page.context().close();
        assertThat(faults).isEmpty();
    }

    @Test
    void everyPageOfThePortalIsAccessibleAndValid(Server server, Browsers browsers) {
        Page page = browsers.phone();
        List<String> faults = new Crawl(page, address -> !address.getPath().startsWith("/bureau")).from(server.territory("/"), 6);
        page.context().close();
        assertThat(faults).isEmpty();
    }

    @Test
    void everyPageOfTheBackOfficeIsAccessibleAndValid(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        List<String> faults = new Crawl(page, EveryPageTest::ofTheSecretary).from(server.territory("/bureau/agen-d-aveyron"), 20);
        page.context().close();
        assertThat(faults).isEmpty();
    }

    @Test
    void everyPageOfTheOperatorsIsAccessibleAndValid(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.OPERATOR);
        List<String> faults = new Crawl(page, address -> address.getPath().startsWith("/bureau/territoire"))
                .from(server.territory("/bureau/territoire"), 5);
        page.context().close();
        assertThat(faults).isEmpty();
    }

    @Test
    void anErrorPageIsAccessibleAndValid(Server server, Browsers browsers) {
        Page page = browsers.phone();
        List<String> faults = new Crawl(page, address -> false).check(server.commune("rodez", "/il-n-y-a-rien-ici"));
        page.context().close();
        assertThat(faults).isEmpty();
    }

    private static boolean ofTheSecretary(URI address) {
        return address.getPath().startsWith("/bureau/agen-d-aveyron") || address.getPath().startsWith("/bureau/compte");
    }

    /** Visits pages once each; of pages that differ by an id or page number alone, one. */
    private static final class Crawl {
        /** Only lest links that never end keep it from ending. */
        private static final int MOST = 150;
        /** Pages that lie below one other are of one kind: so many of them are enough. */
        private static final int ALIKE = 2;

        private final Page page;
        private final Predicate<URI> within;
        private final Set<String> seen = new HashSet<>();
        private final Deque<URI> next = new ArrayDeque<>();
        private final Map<String, Integer> below = new HashMap<>();
        private String top = "";

        Crawl(Page page, Predicate<URI> within) {
            this.page = page;
            this.within = within;
        }

        /** @param atLeast pages that must be found, lest a broken link hides the rest */
        List<String> from(URI start, int atLeast) {
            List<String> faults = new ArrayList<>();
            top = start.getPath().replaceAll("/$", "");
            add(start, start);
            int visited = 0;
            while (!next.isEmpty() && visited < MOST) {
                visited++;
                faults.addAll(check(next.poll()));
            }
            assertThat(visited).as("pages found from " + start + ": " + seen).isGreaterThanOrEqualTo(atLeast);
            return faults;
        }

        List<String> check(URI address) {
            Response response = open(address);
            if (response == null || !response.headers().getOrDefault("content-type", "").startsWith("text/html")) {
                return List.of();
            }
            List<String> faults = new ArrayList<>(PageChecks.axe(page));
            faults.addAll(HtmlChecker.errors(response.text()));
            faults.addAll(PageChecks.sideways(page));
            if (response.status() >= 400 && !address.getPath().contains("rien-ici")) {
                faults.add("status " + response.status());
            }
            List<?> links = (List<?>) page.evaluate("() => [...document.querySelectorAll('a[href]')].filter(a => !a.download).map(a => new URL(a.getAttribute('href'), location).href)");
            links.forEach(link -> add(address, URI.create(String.valueOf(link).replace(" ", "%20"))));
            return faults.stream().map(fault -> address.getPath() + " " + fault).toList();
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
        private @Nullable Response open(URI address) {
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
            return !parent.equals(top) && below.merge(parent, 1, Integer::sum) > ALIKE;
        }

        private static String shape(String path) {
            return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}").replaceAll("\\d+", "{n}");
        }
    }
}
