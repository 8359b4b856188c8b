package org.parvis.news;

import java.util.List;
import java.util.stream.Stream;
import org.parvis.api.content.Slug;

/**
 * A category of articles: content of the tenant, in its language.
 *
 * @param slug in addresses, made from the name
 */
public record Category(String slug, String name) {

    /** Those that a site has until it makes its own list. */
    static final List<Category> DEFAULTS = Stream.of(
                    "Vie municipale", "Travaux et circulation", "Enfance et école", "Culture et loisirs", "Vie associative", "Environnement")
            .map(name -> new Category(Slug.of(name), name))
            .toList();
}
