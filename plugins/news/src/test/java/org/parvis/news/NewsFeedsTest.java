package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.news.NewsFixture.NOW;
import static org.parvis.news.NewsFixture.RODEZ;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.TestDatabase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class NewsFeedsTest {

    private NewsFixture news;

    @BeforeEach
    void open() {
        news = new NewsFixture(TestDatabase.derby());
        Article.Content content = new Article.Content(
                "Vœux & <marché>\u0007", "Le chapeau", "<p>Voir <a href=\"/mairie\">la mairie</a></p>", null, null, List.of(), false, AlertLevel.NONE);
        news.published(RODEZ, content, Articles.Period.ALWAYS, false);
    }

    private byte[] feed(String path) throws Exception {
        NewsFeeds feeds = new NewsFeeds(news.articles, news.urls);
        Response response = feeds.routes().stream().filter(route -> route.pattern().equals(path)).findFirst().orElseThrow()
                .handler().handle(FakeRequest.get(path).at(NOW).on(FakeRequestSites.RODEZ));
        return ((Response.Bytes) response.content()).bytes();
    }

    private Document xml(String path) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(feed(path)));
    }

    private static String text(Element in, String name) {
        return in.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }

    /** RFC 4287, 4.1.1 and 4.1.2: the elements that a feed and an entry must have. */
    @Test
    void theAtomFeedHasWhatTheRfcDemands() throws Exception {
        Element feed = xml("/actualites/flux.atom").getDocumentElement();
        assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(text(feed, "id")).startsWith("urn:uuid:");
        Element entry = (Element) feed.getElementsByTagNameNS("*", "entry").item(0);
        assertThat(text(entry, "title")).isEqualTo("Vœux & <marché>");
        assertThat(text(entry, "id")).startsWith("urn:uuid:");
        assertThat(text(entry, "updated")).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(text(entry, "name")).isNotBlank();
        assertThat(text(entry, "content")).contains("href=\"http://" + FakeRequestSites.RODEZ.host() + "/mairie\"");
    }

    @Test
    void theRssFeedDatesItsItemsAsRfc822Demands() throws Exception {
        Element rss = xml("/actualites/flux.rss").getDocumentElement();
        assertThat(rss.getAttribute("version")).isEqualTo("2.0");
        assertThat(text(rss, "pubDate")).isEqualTo("Sun, 22 Nov 2026 10:00:00 GMT");
        assertThat(text((Element) rss.getElementsByTagName("item").item(0), "title")).isEqualTo("Vœux & <marché>");
    }

    @Test
    void theJsonFeedSaysItsVersionAndEscapesWhatItMust() throws Exception {
        String json = new String(feed("/actualites/flux.json"), StandardCharsets.UTF_8);
        assertThat(json).startsWith("{\"version\":\"https://jsonfeed.org/version/1.1\"").contains("\\u0007", "\"date_published\":\"2026-11-22T10:00:00Z\"");
    }
}
