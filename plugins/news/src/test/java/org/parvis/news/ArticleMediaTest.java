package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.parvis.api.file.Image;
import org.parvis.api.file.MediaUse;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class ArticleMediaTest {
    private static final String OLD = "0198c0de-0000-7000-8000-000000000001";
    private static final Image NEW = new Image("0198c0de-0000-7000-8000-000000000002", "x", "/images/0198c0de-0000-7000-8000-000000000002/800.png", "", "", 800, 600);

    @OnBothDatabases
    void aPictureIsFoundAndReplacedAsMainPictureAndInTheText(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        ArticleMedia media = new ArticleMedia(news.articles);
        Article main = article(news, "Fête", "<p>Rien</p>", OLD, List.of());
        Article text = article(news, "Marché", "<p><img src=\"/images/" + OLD + "/800.jpg\" alt=\"Étal\" width=\"800\" height=\"600\"></p>", null, List.of());
        article(news, "Autre", "<p>" + OLD + "</p>", null, List.of());
        assertThat(media.uses(NewsFixture.RODEZ, news.articles.reader(NewsFixture.RODEZ), OLD))
                .extracting(MediaUse.Use::title, MediaUse.Use::path)
                .containsExactlyInAnyOrder(
                        tuple("Fête", "/actualites/" + main.id()),
                        tuple("Marché", "/actualites/" + text.id()));

        media.replace(NewsFixture.RODEZ, OLD, NEW, NewsFixture.EDITOR, NewsFixture.NOW);

        assertThat(news.articles.get(NewsFixture.RODEZ, main.id()).content().image()).isEqualTo(NEW.id());
        assertThat(news.articles.get(NewsFixture.RODEZ, text.id()).content().body()).isEqualTo("<p><img src=\"" + NEW.src() + "\" alt=\"Étal\"></p>");
        assertThat(media.uses(NewsFixture.RODEZ, news.articles.reader(NewsFixture.RODEZ), OLD)).isEmpty();
    }

    @OnBothDatabases
    void anAttachmentIsInUse(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        article(news, "Menu", "<p>x</p>", null, List.of("0198c0de-0000-7000-8000-000000000003", OLD));
        assertThat(new ArticleMedia(news.articles).uses(NewsFixture.RODEZ, news.articles.reader(NewsFixture.RODEZ), OLD)).hasSize(1);
    }

    private static Article article(NewsFixture news, String title, String body, String image, List<String> attachments) {
        Article.Content content = new Article.Content(title, "", body, null, image, attachments, false, AlertLevel.NONE);
        return news.articles.create(NewsFixture.RODEZ, NewsFixture.EDITOR, content, Articles.Period.ALWAYS, false);
    }
}
