package org.parvis.directory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Ids;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Venue;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.DemoContent;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;

/** Invented associations and venues for demonstrations, each said to be an example; telephone numbers are among those reserved for fiction. */
@Component(service = DemoContent.class)
public final class DirectoryDemo implements DemoContent {

    private static final String EXAMPLE = "\nExemple fictif, pour la démonstration.";

    private final Listings listings;
    private final Venues venues;

    @Activate
    public DirectoryDemo(@Reference Listings listings, @Reference Venues venues) {
        this.listings = listings;
        this.venues = venues;
    }

    @Override
    public void fill(Site site) {
        if (site.tenant().kind() != TenantKind.COMMUNE || !venues.own(site.id()).isEmpty()) {
            return;
        }
        UUID hall = venue(site, "Salle des fêtes", "2 place de la Mairie", at(site, 0.002, 0.003), 220, Venue.Access.FULL, "Une place de stationnement devant l’entrée.");
        UUID ground = venue(site, "Stade municipal", "Chemin du Stade", at(site, -0.006, 0.008), 400, Venue.Access.PARTIAL, "Tribune sans rampe.");
        listings.create(site.id(), null, details(
                "Comité des fêtes", Category.CULTURE, "Fête votive, marché de Noël, repas de quartier : le comité anime le village toute l’année." + EXAMPLE,
                List.of(Audience.FAMILIES, Audience.VISITORS), "05 36 49 20 01", null, List.of(hall)), true);
        listings.create(site.id(), null, details(
                "Les Foulées du ruisseau", Category.SPORT, "Course à pied et marche, du débutant au trail. Sorties le samedi matin." + EXAMPLE,
                List.of(Audience.TEENAGERS, Audience.ADULTS), "05 36 49 20 02", null, List.of(ground)), true);
        listings.create(site.id(), null, details(
                "Générations en fête", Category.SOCIAL, "Après-midis de jeux, visites à domicile et transport solidaire pour les aînés." + EXAMPLE,
                List.of(Audience.SENIORS, Audience.DISABLED), "05 36 49 20 03", at(site, 0.005, -0.006), List.of(hall)), true);
        listings.create(site.id(), null, details(
                "Parents d’élèves de l’école", Category.EDUCATION, "Sorties, kermesse et entraide entre parents de l’école." + EXAMPLE,
                List.of(Audience.CHILDREN, Audience.FAMILIES), "05 36 49 20 04", at(site, -0.003, -0.004), List.of()), true);
    }

    private UUID venue(Site site, String name, String address, @Nullable Coordinates at, int capacity, Venue.Access access, String note) {
        Venue venue = new Venue(site.id(), Ids.next(), name, address, at, capacity, access, note);
        venues.save(venue, 0, null);
        return venue.id();
    }

    private static @Nullable Coordinates at(Site site, double north, double east) {
        Coordinates center = site.tenant().coordinates();
        return center == null ? null : new Coordinates(center.latitude() + north, center.longitude() + east);
    }

    private static Details details(
            String name, Category category, String text, List<Audience> audiences, String phone, @Nullable Coordinates at, List<UUID> venues) {
        return new Details(name, category, "", "", text, audiences, "", "", phone, "", "", at, "", venues, false);
    }
}
