package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.news.NewsFixture.RODEZ;

import java.util.List;
import java.util.Locale;
import org.parvis.api.route.Invalid;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class CategoriesTest {

    private static Article.Content in(String category) {
        return new Article.Content("Article", "", "", new Category(category.toLowerCase(Locale.ROOT), category), null, List.of(), false, AlertLevel.NONE);
    }

    @OnBothDatabases
    void articlesOfARemovedCategoryHaveNone(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article kept = news.published(RODEZ, in("Sport"), Articles.Period.ALWAYS, false);
        Article bare = news.published(RODEZ, in("Travaux"), Articles.Period.ALWAYS, false);
        news.categories.replace(RODEZ, List.of("Sport", "", "  Fêtes  "));
        assertThat(news.categories.of(RODEZ)).extracting(Category::name).containsExactly("Sport", "Fêtes");
        assertThat(news.articles.get(RODEZ, kept.id()).content().category()).isEqualTo(new Category("sport", "Sport"));
        assertThat(news.articles.get(RODEZ, bare.id()).content().category()).isNull();
        news.categories.replace(RODEZ, List.of());
        assertThat(news.categories.of(RODEZ)).isEqualTo(Category.DEFAULTS);
    }

    @OnBothDatabases
    void aListWithTheSameNameTwiceIsRefusedWhole(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        assertThatThrownBy(() -> news.categories.replace(RODEZ, List.of("Sport", "sport"))).isInstanceOf(Invalid.class);
        assertThat(news.categories.of(RODEZ)).isEqualTo(Category.DEFAULTS);
    }
}
