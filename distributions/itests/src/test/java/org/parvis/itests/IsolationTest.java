package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** An agent of three communes tries everything that the back office offers there on a fourth. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class IsolationTest {

    private static final String MINE = "/bureau/agen-d-aveyron";
    private static final String FOREIGN = "/bureau/millau";

    @Test
    void everyPageAndFormOfAnotherTenantIsOutOfReach(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        Set<String> gets = new LinkedHashSet<>();
        Set<String> posts = new LinkedHashSet<>();
        collect(server, page, gets, posts);
        assertThat(gets).hasSizeGreaterThan(15);
        assertThat(posts).hasSizeGreaterThan(8);
        List<String> reached = new ArrayList<>();
        for (String path : gets) {
            APIResponse response = page.request().get(server.territory(path.replace(MINE, FOREIGN)).toString());
            if (response.status() != 404 && response.status() != 403) {
                reached.add("GET " + path + " " + response.status());
            }
        }
        RequestOptions sameOrigin = RequestOptions.create().setHeader("Sec-Fetch-Site", "same-origin").setMaxRedirects(0);
        for (String path : posts) {
            APIResponse response = page.request().post(server.territory(path.replace(MINE, FOREIGN)).toString(), sameOrigin);
            if (response.status() != 404 && response.status() != 403) {
                reached.add("POST " + path + " " + response.status());
            }
        }
        page.context().close();
        assertThat(reached).isEmpty();
    }

    @Test
    void aWriteFromAnotherOriginIsRefused(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        for (String site : List.of("same-site", "cross-site", "none")) {
            RequestOptions foreign = RequestOptions.create().setHeader("Sec-Fetch-Site", site);
            APIResponse response = page.request().post(server.territory(MINE + "/actualites/nouvel-article").toString(), foreign);
            assertThat(response.status()).as(site).isEqualTo(403);
        }
        page.context().close();
    }

    /** Pages and forms of the back office, found by following its links. */
    private static void collect(Server server, Page page, Set<String> gets, Set<String> posts) {
        Deque<String> next = new ArrayDeque<>(List.of(MINE));
        while (!next.isEmpty() && gets.size() < 100) {
            String path = next.poll();
            if (!gets.add(path) || path.contains("/images/")) {
                continue;
            }
            if (!shown(page, server.territory(path).toString())) {
                continue;
            }
            for (Object link : (List<?>) page.evaluate("() => [...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), location).href)")) {
                String target = URI.create(String.valueOf(link).replace(" ", "%20")).getPath();
                if (target != null && target.startsWith(MINE) && !gets.contains(target)) {
                    next.add(target);
                }
            }
            for (Object form : (List<?>) page.evaluate("() => [...document.querySelectorAll('form[method=post]')].map(f => new URL(f.getAttribute('action') || '', location).href)")) {
                String target = URI.create(String.valueOf(form)).getPath();
                if (target.startsWith(MINE)) {
                    posts.add(target);
                }
            }
        }
    }

    /** Whether it is a page: what is downloaded has no links. */
    private static boolean shown(Page page, String address) {
        try {
            page.navigate(address);
            return true;
        } catch (PlaywrightException download) {
            assertThat(download).hasMessageContaining("Download is starting");
            return false;
        }
    }
}
