package org.parvis.acts;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.document.Documents;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.DemoContent;
import org.parvis.api.tenant.Site;

/** Acts for demonstrations: plausible, in French, each saying on its page and in its PDF that it is none. */
@Component
public final class ActsDemo implements DemoContent {
    private final Database database;
    private final ActFiles files;
    private final Documents documents;
    private final Clock clock;

    @Activate
    public ActsDemo(@Reference Database database, @Reference ActFiles files, @Reference Documents documents, @Reference Clock clock) {
        this.database = database;
        this.files = files;
        this.documents = documents;
        this.clock = clock;
    }

    /** @param daysAgo since when it is public */
    private record Sample(ActKind kind, int daysAgo, String number, String title, String matter, Votes votes, List<String> paragraphs) {}

    /** A file that is in memory. */
    private record Made(String fileName, byte[] bytes) implements Upload {
        @Override
        public String declaredType() {
            return "application/pdf";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    @Override
    public void fill(Site site) {
        if (!site.tenant().isTerritory()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            samples(site.tenant().name().de()).forEach(sample -> put(site, sample, now));
        }
    }

    private void put(Site site, Sample sample, Instant now) {
        Instant from = now.minus(Duration.ofDays(sample.daysAgo()));
        LocalDate adopted = LocalDate.ofInstant(from, site.tenant().zone()).minusDays(2);
        Act.Content content = new Act.Content(
                sample.kind(), adopted.getYear() + "-" + sample.number(), "Démonstration – " + sample.title(), sample.matter(), adopted, "Claude Exemple",
                "Maire (personnage fictif)", null, sample.votes(), "", "");
        String heading = sample.title();
        byte[] pdf = documents.pdf(new Documents.Printed(
                site, Locale.FRENCH, heading, from, "acts/demo", Map.of("heading", heading, "paragraphs", sample.paragraphs()), Map.of()));
        ActFiles.Document document = files.store(site.id(), new Made(Slug.of(heading) + ".pdf", pdf));
        database.of(site.id()).write(transaction -> {
            Act act = new Act(Ids.next(), Acts.freeSlug(transaction, content), content, State.PUBLISHED, from, null, from, 1);
            ActTable.insert(transaction, act);
            Acts.post(transaction, new Issue(
                    act.id(), 1, document.file(), document.fileName(), document.size(), document.sha256(), from, null, "", false,
                    Issue.Reading.PENDING, 0));
            transaction.touch(Acts.TAG, act.tag());
        });
    }

    private static List<Sample> samples(String of) {
        return List.of(
                new Sample(ActKind.DELIBERATION, 6, "041", "Rénovation thermique de l’école : choix des entreprises", "1.1", new Votes(15, 14, 13, 0, 1), List.of(
                        "Le conseil municipal " + of + ", réuni en séance publique,",
                        "Vu le code général des collectivités territoriales ; vu le code de la commande publique ; vu le rapport d’analyse des offres,",
                        "Décide de retenir, pour chacun des quatre lots de la rénovation thermique de l’école, l’offre économiquement la plus avantageuse, et autorise le maire à signer les marchés.",
                        "Les crédits sont inscrits au budget de la commune. Isolation des combles, remplacement des menuiseries, chaudière à granulés, ventilation.")),
                new Sample(ActKind.DELIBERATION, 6, "042", "Convention avec le syndicat d’énergie pour l’éclairage public", "5.7", new Votes(15, 14, 14, 0, 0), List.of(
                        "Le conseil municipal " + of + ", réuni en séance publique,",
                        "Considérant que l’extinction de l’éclairage public de 23 heures à 5 heures réduit la dépense et protège la faune nocturne,",
                        "Approuve la convention avec le syndicat d’énergie et autorise le maire à la signer.")),
                new Sample(ActKind.ARRETE, 3, "087", "Circulation interdite rue du Lavoir pendant les travaux d’eau", "6.1", Votes.UNKNOWN, List.of(
                        "Le maire " + of + ",",
                        "Vu le code général des collectivités territoriales, articles L2213-1 et suivants ; vu le code de la route,",
                        "Arrête : la circulation est interdite rue du Lavoir le jeudi de 8 heures à 12 heures 30, riverains et secours exceptés. Une déviation est mise en place par la rue de l’Église.")),
                new Sample(ActKind.PROCES_VERBAL, 34, "PV9", "Procès-verbal de la séance du conseil municipal", "5.2", Votes.UNKNOWN, List.of(
                        "La séance est ouverte à 20 heures 30. Le quorum est atteint. Le procès-verbal de la séance précédente est approuvé à l’unanimité.",
                        "Points examinés : subventions aux associations, entretien des chemins ruraux, questions diverses.")));
    }
}
