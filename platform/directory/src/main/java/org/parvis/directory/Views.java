package org.parvis.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Siren;
import org.parvis.api.directory.Venue;

/** Organisations and venues as templates see them. */
public final class Views {

    private static final int LEAD = 180;

    private Views() {}

    /**
     * An organisation in a list.
     *
     * @param category its code, as {@code audiences}
     * @param commune whose it is, on the territory's page; else empty
     */
    public record Card(String name, String url, String category, String lead, List<String> audiences, String commune) {}

    /** An organisation's page. */
    public record Sheet(
            String name, String category, String rna, String siren, List<String> description, List<String> audiences, String contact, String email,
            String phone, String phoneHref, String website, String address, String opening, List<Place> venues, LocalDate verified, String edit) {}

    /** A venue. */
    public record Place(String id, String name, String address, String capacity, String access, String note, String mapUrl) {}

    static Card card(Listing listing, String url, String commune) {
        Details details = listing.details();
        return new Card(
                details.name(), url, details.category().code(), lead(details.description()), details.audiences().stream().map(Audience::code).toList(), commune);
    }

    private static String lead(String text) {
        String line = text.lines().findFirst().orElse("");
        if (line.length() <= LEAD) {
            return line;
        }
        int space = line.lastIndexOf(' ', LEAD);
        return line.substring(0, space > 0 ? space : LEAD) + "…";
    }

    static Sheet sheet(Listing listing, List<Venue> venues) {
        Details details = listing.details();
        Map<UUID, Venue> known = venues.stream().collect(Collectors.toMap(Venue::id, Function.identity()));
        return new Sheet(
                details.name(), details.category().code(), details.rna(), Siren.parse(details.siren()).map(Siren::toString).orElse(""),
                details.description().lines().filter(line -> !line.isBlank()).toList(), details.audiences().stream().map(Audience::code).toList(),
                details.contact(), details.email(), details.phone(), phoneHref(details.phone()), details.website(), details.address(), details.opening(),
                details.venues().stream().filter(known::containsKey).map(known::get).map(Views::place).toList(), listing.verified(),
                listing.path() + "/tenir-a-jour");
    }

    static Place place(Venue venue) {
        String at = DetailsForm.text(venue.coordinates());
        String[] parts = at.split(", ");
        String map = at.isEmpty() ? "" : "https://www.openstreetmap.org/?mlat=" + parts[0] + "&mlon=" + parts[1] + "#map=17/" + parts[0] + "/" + parts[1];
        return new Place(
                venue.id().toString(), venue.name(), venue.address(), venue.capacity() == null ? "" : venue.capacity().toString(), venue.access().code(),
                venue.accessNote(), map);
    }

    /** {@code tel:+33565000000} of a French number. */
    private static String phoneHref(String phone) {
        String digits = phone.replaceAll("[^0-9+]", "");
        return digits.isEmpty() ? "" : "tel:" + (digits.matches("0[1-9][0-9]{8}") ? "+33" + digits.substring(1) : digits);
    }
}
