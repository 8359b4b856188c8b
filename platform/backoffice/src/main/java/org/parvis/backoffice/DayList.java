package org.parvis.backoffice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** One page of the queue as its template shows it: texts are made for what is shown, not for all that waits. */
@Component(service = DayList.class)
public final class DayList {

    static final int PAGE_SIZE = 25;

    /** An item of the list. */
    public record Line(
            String key, String title, String url, String tenant, String kind, String reason, @Nullable LocalDate due, boolean late, boolean legal,
            String insteadOf) {}

    /** A choice of a filter, with the number of items behind it. */
    public record Choice(String value, String label, int count) {}

    /**
     * An absent agent for whom one stands in.
     *
     * @param closed kinds that one may not take over, with the number of items
     */
    public record Replaced(String name, LocalDate until, List<Choice> closed) {}

    /** A button over the list. */
    public record Button(String name, String label) {}

    private final Plugins plugins;
    private final Tenants tenants;
    private final Themes themes;

    @Activate
    public DayList(@Reference Plugins plugins, @Reference Tenants tenants, @Reference Themes themes) {
        this.plugins = plugins;
        this.tenants = tenants;
        this.themes = themes;
    }

    /** Lines, filters with counts, pages and buttons. */
    Map<String, Object> model(Request request, List<DayQueue.Waiting> all, DayFilter filter, int wantedPage, Set<TenantId> mine) {
        List<DayQueue.Waiting> found = all.stream().filter(waiting -> filter.takes(waiting, request.now())).toList();
        int pages = Math.max(1, (found.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.min(Math.max(1, wantedPage), pages);
        List<DayQueue.Waiting> shown = found.subList((page - 1) * PAGE_SIZE, Math.min(page * PAGE_SIZE, found.size()));
        Map<String, Object> model = new HashMap<>();
        model.put("items", shown.stream().map(waiting -> line(request, waiting)).toList());
        model.put("total", found.size());
        model.put("all", all.size());
        model.put("late", (int) all.stream().filter(waiting -> waiting.isLate(request.now())).count());
        model.put("page", page);
        model.put("pages", pages);
        model.put("kinds", kinds(request, all, filter));
        model.put("communes", mine.size() < 2 ? List.of() : communes(all, filter, mine));
        model.put("filter", filter);
        model.put("filtered", !filter.isEmpty());
        model.put("filterQuery", filter.query());
        model.put("buttons", shown.isEmpty() ? List.of() : buttons(request, shown));
        return model;
    }

    Line line(Request request, DayQueue.Waiting waiting) {
        DayItems.Item item = waiting.item();
        Site site = tenants.byId(item.tenant()).orElse(request.site());
        LocalDate due = item.due() == null ? null : item.due().atZone(site.tenant().zone()).toLocalDate();
        return new Line(
                waiting.key(), item.title(), DeskFrame.ROOT + "/" + site.tenant().slug() + item.path(), site.tenant().name().name(),
                text(request, waiting, waiting.kind().labelKey()), text(request, waiting, item.reasonKey(), item.reasonArguments().toArray()),
                due, waiting.isLate(request.now()), item.legal(), waiting.insteadOf() == null ? "" : waiting.insteadOf().name());
    }

    /** For whom the agent stands in, and what of that is closed to them. */
    List<Replaced> replaced(Request request, List<DayQueue.Standing> standing) {
        return standing.stream()
                .map(one -> new Replaced(
                        one.cover().absent().name(),
                        one.cover().until(),
                        one.out().entrySet().stream()
                                .map(kind -> new Choice(kind.getKey().name(), label(request, one, kind.getKey()), kind.getValue()))
                                .toList()))
                .toList();
    }

    private String label(Request request, DayQueue.Standing standing, DayItems.Kind kind) {
        TenantId somewhere = standing.cover().tenants().iterator().next();
        return themes.text("base", plugins.of(somewhere), request.language(), kind.labelKey());
    }

    /** Words of the plugin's version that serves the item's tenant. */
    String text(Request request, DayQueue.Waiting waiting, String key, Object... arguments) {
        return themes.text("base", plugins.of(waiting.item().tenant()), request.language(), key, arguments);
    }

    private List<Choice> kinds(Request request, List<DayQueue.Waiting> all, DayFilter filter) {
        Map<String, DayQueue.Waiting> one = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (DayQueue.Waiting waiting : all) {
            one.putIfAbsent(waiting.kind().name(), waiting);
            counts.merge(waiting.kind().name(), filter.takesTenant(waiting.item().tenant()) ? 1 : 0, Integer::sum);
        }
        List<Choice> choices = new ArrayList<>();
        one.forEach((name, waiting) -> choices.add(new Choice(name, text(request, waiting, waiting.kind().labelKey()), counts.getOrDefault(name, 0))));
        return choices;
    }

    private List<Choice> communes(List<DayQueue.Waiting> all, DayFilter filter, Set<TenantId> mine) {
        Map<TenantId, Integer> counts = new HashMap<>();
        all.stream().filter(filter::takesKind).forEach(waiting -> counts.merge(waiting.item().tenant(), 1, Integer::sum));
        return mine.stream()
                .flatMap(id -> tenants.byId(id).stream())
                .map(site -> new Choice(site.id().value().toString(), site.tenant().name().name(), counts.getOrDefault(site.id(), 0)))
                .sorted((a, b) -> a.label().compareTo(b.label()))
                .toList();
    }

    /** What can be done with several at once, when all that is shown is of one kind. */
    private List<Button> buttons(Request request, List<DayQueue.Waiting> shown) {
        DayQueue.Waiting one = shown.get(0);
        if (shown.stream().anyMatch(waiting -> !waiting.kind().name().equals(one.kind().name()))) {
            return List.of();
        }
        return one.kind().actions().stream().map(action -> new Button(action.name(), text(request, one, action.labelKey()))).toList();
    }
}
