package org.parvis.directory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.directory.Audience;
import org.parvis.api.directory.Category;
import org.parvis.api.directory.Rna;
import org.parvis.api.directory.Siren;
import org.parvis.api.directory.Venue;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.tenant.Coordinates;

/** The form about an organisation, the same for agents and members. */
public final class DetailsForm {

    private static final Pattern POINTS = Pattern.compile("(-?\\d{1,2}\\.\\d+)[\\s,;]+(-?\\d{1,3}\\.\\d+)");
    private static final Pattern COMMAS = Pattern.compile("(-?\\d{1,2},\\d+)\\s*[\\s;]\\s*(-?\\d{1,3},\\d+)");
    private static final int MOST_VENUES = 10;

    private DetailsForm() {}

    /** As it stands in the fields. */
    public record Typed(
            String name, String category, String rna, String siren, String description, String contact, String email, String phone, String website,
            String address, String coordinates, String opening, boolean agreed, List<Choice> audiences, List<Choice> venues) {}

    /** A box to tick. */
    public record Choice(String value, String label, boolean on) {}

    /** What was read, with what is wrong with it; nothing else may be done with it while something is. */
    record Read(Details details, List<FieldError> errors) {}

    static Typed empty(List<Venue> venues) {
        return new Typed("", "", "", "", "", "", "", "", "", "", "", "", false, audiences(Set.of()), venues(venues, Set.of()));
    }

    static Typed of(Details details, List<Venue> venues) {
        return new Typed(
                details.name(), details.category().code(), details.rna(), Siren.parse(details.siren()).map(Siren::toString).orElse(""), details.description(),
                details.contact(), details.email(), details.phone(), details.website(), details.address(), text(details.coordinates()),
                details.opening(), details.agreed(), audiences(details.audiences().stream().map(Audience::code).collect(Collectors.toSet())),
                venues(venues, details.venues().stream().map(UUID::toString).collect(Collectors.toSet())));
    }

    /** As it was typed: nothing is lost when something is refused. */
    static Typed of(Form form, List<Venue> venues) {
        return new Typed(
                form.value("name"), form.value("category"), form.value("rna"), form.value("siren"), form.value("description"), form.value("contact"),
                form.value("email"), form.value("phone"), form.value("website"), form.value("address"), form.value("coordinates"),
                form.value("opening"), form.ticked("agreed"), audiences(Set.copyOf(form.values("audiences"))), venues(venues, Set.copyOf(form.values("venues"))));
    }

    private static List<Choice> audiences(Set<String> ticked) {
        return Stream.of(Audience.values()).map(one -> new Choice(one.code(), "", ticked.contains(one.code()))).toList();
    }

    private static List<Choice> venues(List<Venue> venues, Set<String> ticked) {
        return venues.stream().map(venue -> new Choice(venue.id().toString(), venue.name(), ticked.contains(venue.id().toString()))).toList();
    }

    static Read read(Form form, List<Venue> usable) {
        Fields fields = new Fields(form);
        String name = fields.required("name", 200);
        Optional<Category> category = Filter.category(form.value("category"));
        if (category.isEmpty()) {
            fields.wrong("category", "form.choice");
        }
        String rna = number(fields, form, "rna", Rna.parse(form.value("rna")).map(Rna::number));
        String siren = number(fields, form, "siren", Siren.parse(form.value("siren")).map(Siren::digits));
        String description = fields.text("description", 4_000);
        String contact = fields.text("contact", 150);
        String email = fields.email("email");
        if (!email.isEmpty() && fields.errors().stream().noneMatch(error -> error.field().equals("email")) && !Recipient.isEmail(email)) {
            fields.wrong("email", "form.email");
        }
        String phone = fields.phone("phone");
        String website = fields.url("website");
        String address = fields.text("address", 250);
        Coordinates at = coordinates(fields, form.value("coordinates"));
        String opening = fields.text("opening", 600);
        if (!contact.isEmpty() && !form.ticked("agreed")) {
            fields.wrong("agreed", "directory.error.agreed");
        }
        List<UUID> known = usable.stream().map(Venue::id).toList();
        List<UUID> venues = form.values("venues").stream().flatMap(id -> Filter.id(id).stream()).filter(known::contains).distinct().limit(MOST_VENUES).toList();
        List<Audience> audiences = Stream.of(Audience.values()).filter(one -> form.values("audiences").contains(one.code())).toList();
        return new Read(
                new Details(
                        name, category.orElse(Category.OTHER), rna, siren, description, audiences, contact, email, phone, website, address, at, opening,
                        venues, form.ticked("agreed") && !contact.isEmpty()),
                fields.errors());
    }

    private static String number(Fields fields, Form form, String name, Optional<String> parsed) {
        if (parsed.isEmpty() && !form.value(name).isEmpty()) {
            fields.wrong(name, "directory.error." + name);
        }
        return parsed.orElse("");
    }

    static @Nullable Coordinates coordinates(Fields fields, String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        Matcher matcher = Stream.of(POINTS.matcher(typed), COMMAS.matcher(typed)).filter(Matcher::matches).findFirst().orElse(null);
        if (matcher != null) {
            double latitude = Double.parseDouble(matcher.group(1).replace(',', '.'));
            double longitude = Double.parseDouble(matcher.group(2).replace(',', '.'));
            if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
                return new Coordinates(latitude, longitude);
            }
        }
        fields.wrong("coordinates", "directory.error.coordinates");
        return null;
    }

    /** To five digits, a metre. */
    static String text(@Nullable Coordinates at) {
        return at == null ? "" : String.format(Locale.ROOT, "%.5f, %.5f", at.latitude(), at.longitude());
    }
}
