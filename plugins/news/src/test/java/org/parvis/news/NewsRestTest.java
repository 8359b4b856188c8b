package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.event.Events.Event;
import org.parvis.api.rest.Resource;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class NewsRestTest {
    private static final Pattern NEXT = Pattern.compile("cursor=([^&>]+)");
    private static final Pattern TITLE = Pattern.compile("\"title\":\"([^\"]+)\"");

    private static Response call(NewsFixture news, String method, String path, FakeRequest request) throws IOException {
        NewsRest rest = new NewsRest(news.articles, news.categories, news.richText, news.urls);
        Resource resource = rest.resources().stream().filter(one -> one.method().equals(method) && one.path().equals(path)).findFirst().orElseThrow();
        return resource.handler().handle(request.at(news.now));
    }

    private static String body(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    @OnBothDatabases
    void theListIsReadInSlicesFromTheNewestToTheOldest(TestDatabase database) throws IOException {
        NewsFixture news = new NewsFixture(database);
        for (String title : List.of("un", "deux", "trois", "quatre", "cinq")) {
            news.published(title);
            // Two of them in the same moment: their order must not lose one.
            news.now = title.equals("deux") ? news.now : news.now.plus(Duration.ofMinutes(1));
        }
        news.articles.create(NewsFixture.RODEZ, NewsFixture.EDITOR, NewsFixture.content("brouillon"), Articles.Period.ALWAYS, false);
        List<String> titles = new ArrayList<>();
        String cursor = null;
        int slices = 0;
        do {
            FakeRequest request = FakeRequest.get("/api/v1/news").query("limit", "2");
            Response answer = call(news, "GET", "/news", cursor == null ? request : request.query("cursor", cursor));
            assertThat(answer.tags()).containsExactly("news");
            TITLE.matcher(body(answer)).results().forEach(found -> titles.add(found.group(1)));
            Matcher next = NEXT.matcher(answer.headers().getOrDefault("Link", ""));
            cursor = next.find() ? next.group(1) : null;
            slices++;
        } while (cursor != null);
        assertThat(slices).isEqualTo(3);
        assertThat(titles).containsExactly("cinq", "quatre", "trois", "deux", "un");
        assertThatThrownBy(() -> call(news, "GET", "/news", FakeRequest.get("/api/v1/news").query("cursor", "YWJj"))).isInstanceOf(Invalid.class);
    }

    @OnBothDatabases
    void draftsAndArticlesOfOthersAreNotFound(TestDatabase database) throws IOException {
        NewsFixture news = new NewsFixture(database);
        Article draft = news.articles.create(NewsFixture.RODEZ, NewsFixture.EDITOR, NewsFixture.content("brouillon"), Articles.Period.ALWAYS, false);
        Article shown = news.published("Le marché");
        FakeRequest request = FakeRequest.get("x").with("id", shown.id().toString());
        assertThat(body(call(news, "GET", "/news/{id}", request))).contains("\"title\":\"Le marché\"", "http://" + FakeRequestSites.RODEZ.host() + "/actualites/le-marche");
        assertThatThrownBy(() -> call(news, "GET", "/news/{id}", request.on(FakeRequestSites.AGEN))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> call(news, "GET", "/news/{id}", FakeRequest.get("x").with("id", draft.id().toString()))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> call(news, "GET", "/news/{id}", FakeRequest.get("x").with("id", "42"))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void whatAProgramWritesIsADraftThatNobodySeesUntilAnAgentPublishes(TestDatabase database) throws IOException {
        NewsFixture news = new NewsFixture(database);
        FakeRequest sent = FakeRequest.post("x").as(NewsFixture.EDITOR).field("title", "Travaux").field("body", "<p>Rue barrée</p>");
        Response answer = call(news, "POST", "/news", sent);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(body(answer)).contains("/bureau/rodez/actualites/");
        assertThat(news.publicTitles(NewsFixture.RODEZ)).isEmpty();
        assertThat(news.events.announced()).isEmpty();
        assertThatThrownBy(() -> call(news, "POST", "/news", FakeRequest.post("x").as(NewsFixture.EDITOR).field("title", ""))).isInstanceOf(Invalid.class);
    }

    @OnBothDatabases
    void hooksHearOfWhatAppearsAndOfWhatGoes(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article now = news.published("Le marché");
        news.articles.withdraw(NewsFixture.RODEZ, NewsFixture.EDITOR, now.id(), now.version());
        assertThat(news.events.announced()).extracting(Event::type).containsExactly("news.published", "news.withdrawn");

        Articles.Period later = new Articles.Period(news.now.plus(Duration.ofDays(1)), null);
        Article planned = news.published(NewsFixture.RODEZ, NewsFixture.content("Demain"), later, false);
        assertThat(news.events.announced().get(2)).isEqualTo(new Event("news.published", planned.id().toString(), "/actualites/demain", later.from()));
        int before = news.events.takenBack().size();
        news.articles.withdraw(NewsFixture.RODEZ, NewsFixture.EDITOR, planned.id(), planned.version());
        assertThat(news.events.announced()).hasSize(3);
        assertThat(news.events.takenBack()).hasSize(before + 1);
    }
}
