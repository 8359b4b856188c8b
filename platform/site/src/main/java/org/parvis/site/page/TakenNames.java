package org.parvis.site.page;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;

/** First segments of the addresses of other pages than those that agents write. */
final class TakenNames {

    /** The back office, and the prefix of English. */
    private static final List<String> NO_ROUTES = List.of("bureau", "en");

    private TakenNames() {}

    static Set<String> of(ActivePlugins plugins) {
        Stream<String> ofRoutes = plugins.of(Routes.class).stream()
                .flatMap(routes -> routes.routes().stream())
                .filter(route -> route.scope() == Scope.SITE || route.scope() == Scope.TERRITORY)
                .map(route -> route.pattern().split("/"))
                .filter(segments -> segments.length > 1)
                .map(segments -> segments[1]);
        return Stream.concat(NO_ROUTES.stream(), ofRoutes).collect(Collectors.toSet());
    }
}
