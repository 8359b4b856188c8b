package org.parvis.backoffice;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;

/** Does something with several items of the queue at once: asks first, then says what was done. */
@Component(service = Routes.class)
public final class DayDeeds implements Routes {

    private final DayQueue queue;
    private final DayList list;

    @Activate
    public DayDeeds(@Reference DayQueue queue, @Reference DayList list) {
        this.queue = queue;
        this.list = list;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.deskPost("/journee", this::ask), Route.deskPost("/journee/faire", this::act));
    }

    /** Ticked items that still wait, all of one kind, and the action that the button names. */
    private record Wanted(Agent agent, Set<TenantId> tenants, List<DayQueue.Waiting> chosen, int ticked, DayItems.Action action) {}

    private Response ask(Request request) throws IOException {
        DayFilter filter = DayFilter.read(request.form()::value);
        if (request.form().values("item").isEmpty()) {
            return back(request, filter, "&rien=1");
        }
        Wanted wanted = wanted(request);
        if (wanted.chosen().isEmpty()) {
            return back(request, filter, "&fait=0&passes=" + wanted.ticked());
        }
        DayQueue.Waiting one = wanted.chosen().get(0);
        return Response.view("backoffice/day-confirm", Map.of(
                "items", wanted.chosen().stream().map(waiting -> list.line(request, waiting)).toList(),
                "question", list.text(request, one, wanted.action().questionKey(), wanted.chosen().size()),
                "label", list.text(request, one, wanted.action().labelKey()),
                "action", wanted.action().name(), "filter", filter, "filterQuery", filter.query()));
    }

    private Response act(Request request) throws IOException {
        DayFilter filter = DayFilter.read(request.form()::value);
        Wanted wanted = wanted(request);
        int done = 0;
        String what = "";
        if (!wanted.chosen().isEmpty()) {
            DayItems.Kind kind = wanted.chosen().get(0).kind();
            done = queue.act(wanted.agent(), wanted.tenants(), kind, wanted.action(), wanted.chosen(), request.now());
            what = "&quoi=" + wanted.action().doneKey();
        }
        return back(request, filter, what + "&fait=" + done + "&passes=" + (wanted.ticked() - done));
    }

    private Wanted wanted(Request request) throws IOException {
        Agent agent = request.signedIn();
        Set<TenantId> tenants = DayQueue.tenantsOf(agent, request.tenant());
        Set<String> ticked = new HashSet<>(request.form().values("item"));
        List<DayQueue.Waiting> there =
                queue.of(agent, tenants, request.now()).stream().filter(waiting -> ticked.contains(waiting.key())).toList();
        String name = request.form().value("action");
        if (there.isEmpty()) {
            return new Wanted(agent, tenants, List.of(), ticked.size(), new DayItems.Action(name, "", "", ""));
        }
        DayItems.Kind kind = there.get(0).kind();
        DayItems.Action action =
                kind.actions().stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow(NotFound::new);
        List<DayQueue.Waiting> chosen = there.stream().filter(waiting -> waiting.kind().name().equals(kind.name())).toList();
        return new Wanted(agent, tenants, chosen, ticked.size(), action);
    }

    private static Response back(Request request, DayFilter filter, String more) {
        return Response.seeOther(DeskFrame.ROOT + "/" + request.site().tenant().slug() + filter.query() + more);
    }
}
