package org.parvis.demarches;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.view.LongDate;
import org.parvis.api.view.Themes;
import org.parvis.demarches.clock.Deadlines;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Words for messages and letters, where no template makes them. */
@Component(service = Wording.class)
public final class Wording {
    private final Themes themes;
    private final Plugins plugins;
    private final Settings settings;

    @Activate
    public Wording(@Reference Themes themes, @Reference Plugins plugins, @Reference Settings settings) {
        this.themes = themes;
        this.plugins = plugins;
        this.settings = settings;
    }

    public String text(Site site, Locale language, String key, Object... arguments) {
        return themes.text(site.look().theme(), plugins.of(site.id()), language, key, arguments);
    }

    public static String date(LocalDate day, Locale language) {
        return LongDate.of(day, language);
    }

    public static String date(Site site, Instant moment, Locale language) {
        return date(LocalDate.ofInstant(moment, site.tenant().zone()), language);
    }

    /** What silence means for a file, in a sentence (CRPA, R112-11-1). */
    String silence(Site site, Locale language, Header.Silence silence, Deadlines deadlines) {
        LocalDate on = deadlines.silenceOn();
        return on == null
                ? text(site, language, "demarches.silence.none")
                : text(site, language, "demarches.silence." + silence.means().code(), date(on, language), silence.law());
    }

    /** How to appeal or what to ask for once silence has decided; empty when it decides nothing. */
    String appeal(Site site, Locale language, Procedure procedure, Answers answers) {
        Header.Means means = procedure.header().silence().of(answers).means();
        return means == Header.Means.NONE
                ? ""
                : byAnswer(language, procedure, answers, "appeal").orElseGet(() -> text(site, language, "demarches.appeal." + means.code()));
    }

    /** How to contest a refusal that was written: before whom and until when (CRPA, L311-14; Code de justice administrative, R421-5). */
    String contest(Site site, Locale language, Procedure procedure, Answers answers) {
        return byAnswer(language, procedure, answers, "contest").orElseGet(() -> text(site, language, "demarches.contest"));
    }

    /** What a procedure says for the answer on which silence depends, else for all. */
    private static Optional<String> byAnswer(Locale language, Procedure procedure, Answers answers, String key) {
        Wanted wanted = Wanted.of(language);
        return procedure.texts().find(wanted, key + "." + answers.text(procedure.header().silence().by())).or(() -> procedure.texts().find(wanted, key));
    }

    /** Who handles the file: as the commune says, else the commune. */
    public String service(Site site, Locale language, Offer offer) {
        return offer.text("service").isEmpty() ? text(site, language, "demarches.service", site.tenant().name().de(), site.tenant().name().name()) : offer.text("service");
    }

    /** Who decides by office: the mayor of a commune, the president of any other. */
    String office(Site site, Locale language) {
        String office = site.tenant().kind() == TenantKind.COMMUNE ? "demarches.office.mayor" : "demarches.office.president";
        return text(site, language, office, site.tenant().name().de(), site.tenant().name().name());
    }

    /**
     * Where the service is reached: postal address, e-mail address, telephone number (CRPA, R112-5, 2°). The service stands in the town hall, whose number
     * it has too where the commune gave no other.
     */
    String contact(Site site, Offer offer) {
        Map<String, String> hall = settings.of(site.id());
        String street = hall.getOrDefault("site.street", "");
        String city = Stream.of(
                        hall.getOrDefault("site.postalcode", site.tenant().postalCodes().stream().findFirst().orElse("")),
                        hall.getOrDefault("site.city", site.tenant().name().name()))
                .filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
        String phone = offer.text("phone").isEmpty() ? hall.getOrDefault("site.phone", "") : offer.text("phone");
        return Stream.of(street, street.isEmpty() ? "" : city, offer.text("email"), phone.replace(' ', '\u00a0')).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }
}
