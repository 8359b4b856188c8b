package org.parvis.news;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.TenantId;

/** Categories of a tenant's articles. */
@Component(service = Categories.class)
public final class Categories {

    static final int MOST = 20;
    static final int LONGEST_NAME = 60;

    private static final String INSERT = "insert into news_category (tenant_id, slug, name, position) values (:tenant, :slug, :name, :position)";

    private final Database database;

    @Activate
    public Categories(@Reference Database database) {
        this.database = database;
    }

    /** In the order chosen; those that every site starts with until it makes its own list. */
    public List<Category> of(TenantId tenant) {
        return of(database.of(tenant));
    }

    private static List<Category> of(Reader reader) {
        List<Category> own = reader.list(
                "select c.slug, c.name from news_category c where c.tenant_id = :tenant order by c.position",
                row -> new Category(row.string("slug"), row.string("name")));
        return own.isEmpty() ? Category.DEFAULTS : own;
    }

    /**
     * The category of that name; put at the end of the list if it is not there. Empty if the list is full, or the name can be none.
     */
    Optional<Category> findOrAdd(Transaction transaction, String name) {
        List<Category> all = of(transaction);
        Category wanted = new Category(Slug.of(name), name.strip());
        Optional<Category> known = all.stream().filter(category -> category.slug().equals(wanted.slug())).findFirst();
        if (known.isPresent() || wanted.slug().isEmpty() || wanted.name().length() > LONGEST_NAME || all.size() >= MOST) {
            return known;
        }
        boolean stored = transaction.count("select count(*) from news_category c where c.tenant_id = :tenant") > 0;
        List<Object[]> rows = new ArrayList<>();
        if (!stored) {
            all.forEach(category -> rows.add(row(category, rows.size())));
        }
        rows.add(row(wanted, all.size()));
        transaction.executeAll(INSERT, rows);
        transaction.touch("news");
        return Optional.of(wanted);
    }

    private static Object[] row(Category category, int position) {
        return new Object[] {"slug", category.slug(), "name", category.name(), "position", position};
    }

    /**
     * Replaces the list. A category keeps its address when its name stays; articles of one that goes have no category.
     *
     * @param names in order; blank ones are left out, none at all brings the first list back
     * @throws Invalid of the field {@code categories}
     */
    public void replace(TenantId tenant, List<String> names) {
        Set<String> slugs = new LinkedHashSet<>();
        List<Object[]> rows = new ArrayList<>();
        for (String name : names.stream().map(String::strip).filter(name -> !name.isEmpty()).toList()) {
            String slug = Slug.of(name);
            if (slug.isEmpty() || name.length() > LONGEST_NAME) {
                throw Invalid.field("categories", "news.error.category.name", name, LONGEST_NAME);
            }
            if (!slugs.add(slug)) {
                throw Invalid.field("categories", "news.error.category.twice", name);
            }
            rows.add(row(new Category(slug, name), rows.size()));
        }
        if (rows.size() > MOST) {
            throw Invalid.field("categories", "news.error.category.most", MOST);
        }
        database.of(tenant).write(transaction -> {
            transaction.execute("delete from news_category c where c.tenant_id = :tenant");
            transaction.executeAll(INSERT, rows);
            List<String> kept = rows.isEmpty() ? Category.DEFAULTS.stream().map(Category::slug).toList() : List.copyOf(slugs);
            transaction.execute(
                    "update news_article a set category = '', category_name = '' where a.tenant_id = :tenant and a.category not in (:kept)", "kept", kept);
            transaction.touch("news");
        });
    }
}
