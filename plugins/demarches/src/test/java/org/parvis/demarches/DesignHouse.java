package org.parvis.demarches;

import java.time.Clock;
import java.time.Instant;
import org.parvis.api.route.Response;
import org.parvis.demarches.citizen.SheetPreview;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** What the designer stands on, for tests in its own package. */
public final class DesignHouse {
    private final DemarchesFixture fixture;

    public DesignHouse(TestDatabase database) {
        fixture = new DemarchesFixture(database);
    }

    public Procedures procedures() {
        return fixture.procedures;
    }

    public RecordingAudit audit() {
        return fixture.audit;
    }

    public Clock clock() {
        return fixture.clock;
    }

    public Instant now() {
        return fixture.now;
    }

    public SheetPreview sheets() {
        return new SheetPreview(new Wording(fixture.html.themes(), FakePlugins.of("demarches").speaking(fixture.html.plugins()), DemarchesFakes.settings(fixture.settings)));
    }

    /** A page of the back office, or a public page shown from it. */
    public String html(Response response) {
        return response.content() instanceof Response.Preview
                ? Pages.of("demarches").html(response, FakeRequestSites.TERRITORY)
                : Pages.of("demarches").desk().html(response, FakeRequestSites.TERRITORY);
    }

    /** What was stored or sent beside the designs. */
    public long files() {
        return fixture.database.database().acrossTerritory("test").count("select count(*) from demarches_file f") + fixture.sent.size() + fixture.counted.size()
                + fixture.attachments.files.size() + fixture.database.database().acrossTerritory("test").count("select count(*) from demarches_draft d");
    }
}
