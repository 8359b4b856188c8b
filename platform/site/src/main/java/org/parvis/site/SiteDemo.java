package org.parvis.site;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.DemoContent;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;
import org.parvis.site.hours.Hours;
import org.parvis.site.hours.Place;
import org.parvis.site.hours.Week;
import org.parvis.site.people.Group;
import org.parvis.site.people.People;
import org.parvis.site.people.Person;

/** Invented hours, people and addresses for demonstrations; telephone numbers are among those reserved for fiction. */
@Component(service = DemoContent.class)
public final class SiteDemo implements DemoContent {

    private static final String WEEK = "1=08:30-12:00,13:30-17:00;2=08:30-12:00;3=08:30-12:00,13:30-17:00;4=08:30-12:00;5=08:30-12:00,13:30-16:30";
    private static final String TAGLINE = "site.tagline";
    private static final String LIBRARY = "3=14:00-18:00;5=16:00-18:30;6=10:00-12:00";

    private final Database database;
    private final Settings settings;
    private final Hours hours;
    private final People people;

    @Activate
    public SiteDemo(@Reference Database database, @Reference Settings settings, @Reference Hours hours, @Reference People people) {
        this.database = database;
        this.settings = settings;
        this.hours = hours;
        this.people = people;
    }

    @Override
    public void fill(Site site) {
        if (site.tenant().isTerritory()) {
            database.of(site.id()).write(transaction -> settings.set(transaction, TAGLINE, "Démonstration : les contenus sont inventés"));
            return;
        }
        if (site.tenant().kind() != TenantKind.COMMUNE || !hours.places(site.id()).isEmpty()) {
            return;
        }
        Map<String, String> values = Map.of(
                "site.street", "1 place de la Mairie", "site.phone", "05 36 49 12 34", "site.email", "mairie@" + site.tenant().slug() + ".example",
                TAGLINE, "Site de démonstration");
        database.of(site.id()).write(transaction -> values.forEach((key, value) -> settings.set(transaction, key, value)));
        hours.save(site.id(), new Place(Ids.next(), "Mairie", "", "", Week.parse(WEEK), true, 10, 0), null);
        hours.save(site.id(), new Place(
                Ids.next(), "Médiathèque", "3 rue des Écoles", "Prêt gratuit pour les moins de 18 ans.", Week.parse(LIBRARY), true, 20, 0), null);
        Group council = people.council(site.id(), "Conseil municipal", null);
        Group office = new Group(Ids.next(), null, Group.Kind.SERVICE, "Secrétariat de mairie", "État civil, élections, urbanisme.", "05 36 49 12 34", "", 10, 0);
        people.save(site.id(), office, null);
        add(site, "Jeanne Vidal", "Maire", 10, council);
        add(site, "Karim Benali", "1er adjoint, travaux et voirie", 20, council);
        add(site, "Lucie Fabre", "2e adjointe, écoles et vie associative", 30, council);
        add(site, "Paul Roques", "Conseiller municipal", 40, council);
        add(site, "Marie Delmas", "Secrétaire de mairie", 50, office);
    }

    private void add(Site site, String name, String role, int position, Group group) {
        people.save(site.id(), new Person(Ids.next(), name, role, "", "", "", null, position, 0), List.of(group.id()), null);
    }
}
