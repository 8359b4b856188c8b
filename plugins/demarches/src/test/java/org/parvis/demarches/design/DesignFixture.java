package org.parvis.demarches.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.route.Handler;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.DesignHouse;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.TestDatabase;

/** The designer's pages on a fixture of the plugin, driven as a browser does: addresses in, pages and forms out. */
final class DesignFixture {
    private static final Pattern REVISION = Pattern.compile("name=\"revision\" value=\"([0-9]+)\"");
    static final Site TERRITORY = FakeRequestSites.TERRITORY;

    final DesignHouse house;
    final Designs designs;
    private final List<Routes> all;

    DesignFixture(TestDatabase database) {
        house = new DesignHouse(database);
        designs = new Designs(database.database(), house.procedures(), house.audit(), house.clock());
        Workbench bench = new Workbench(designs);
        all = List.of(
                new DesignListDesk(bench, house.procedures()), new DesignDesk(bench), new SheetDesk(bench), new ScreensDesk(bench), new ElementDesk(bench),
                new QuestionDesk(bench), new FlowDesk(bench), new LetterDesk(bench), new TrialDesk(bench, house.sheets(), new ShownOn(FakeTenants.of(FakeRequestSites.RODEZ))),
                new WalkDesk(bench));
    }

    /** What an address below the back office of the territory answers. */
    Response get(String path) throws Exception {
        String[] parts = path.split("\\?");
        FakeRequest request = FakeRequest.get(parts[0]);
        if (parts.length > 1) {
            request.query(parts[1].split("=")[0], parts[1].split("=")[1]);
        }
        return answer("GET", parts[0], request);
    }

    Response post(String path, Map<String, String> form) throws Exception {
        FakeRequest request = FakeRequest.post(path);
        form.forEach((name, value) -> List.of(name.equals("_asked") ? value.split(",") : new String[] {value}).forEach(one -> request.field(name, one)));
        return answer("POST", path, request);
    }

    Response answer(String method, String path, FakeRequest request) throws Exception {
        request.on(TERRITORY).as(FakeRequestSites.operator()).at(house.now());
        for (Routes routes : all) {
            for (Route route : routes.routes()) {
                if (route.method().equals(method) && matched(route.pattern(), path, request)) {
                    Handler handler = route.handler();
                    return handler.handle(request);
                }
            }
        }
        throw new AssertionError("no route for " + path);
    }

    private static boolean matched(String pattern, String path, FakeRequest request) {
        String[] wanted = pattern.split("/");
        String[] given = path.split("/");
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                request.with(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            }
        }
        return true;
    }

    String html(Response response) {
        return house.html(response);
    }

    String page(String path) throws Exception {
        return html(get(path));
    }

    /** Sends a form that must be taken; the path on which it goes on. */
    String done(String path, Map<String, String> form) throws Exception {
        Response response = post(path, form);
        assertThat(response.status()).as(response.status() == 303 ? "" : html(response)).isEqualTo(303);
        return response.headers().get("Location").replace("/bureau/territoire", "").replaceFirst("\\?.*", "");
    }

    /** Begins a draft; its path. */
    String begin(Map<String, String> form) throws Exception {
        return done("/demarches-conception", form);
    }

    String revision(String path) throws Exception {
        Matcher revision = REVISION.matcher(page(path));
        assertThat(revision.find()).as("revision on " + path).isTrue();
        return revision.group(1);
    }
}
