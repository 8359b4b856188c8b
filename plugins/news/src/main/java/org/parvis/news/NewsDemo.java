package org.parvis.news;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.file.Images;
import org.parvis.api.tenant.DemoContent;
import org.parvis.api.tenant.Site;

/** Articles for demonstrations: plausible, in French, signed « Démonstration ». */
@Component
public final class NewsDemo implements DemoContent {

    private static final String AUTHOR = "Démonstration";

    private final Database database;
    private final Images images;
    private final Clock clock;

    @Activate
    public NewsDemo(@Reference Database database, @Reference Images images, @Reference Clock clock) {
        this.database = database;
        this.images = images;
        this.clock = clock;
    }

    /** @param daysAgo since when it is public */
    private record Sample(
            int daysAgo, String title, String lead, String body, String category, @Nullable String picture, boolean pinned, AlertLevel alert) {}

    @Override
    public void fill(Site site) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (site.tenant().isTerritory()) {
            ofTheTerritory().forEach(sample -> put(site, sample, now, true));
        } else {
            ofACommune(site.tenant().name().de()).forEach(sample -> put(site, sample, now, false));
        }
    }

    private void put(Site site, Sample sample, Instant now, boolean offered) {
        String picture = sample.picture();
        String image = picture == null
                ? null
                : images.store(site.id(), Slug.of(sample.title()) + ".jpg", DemoPicture.landscape(sample.title().hashCode() ^ site.tenant().slug().hashCode()), picture).id();
        Article.Content content = new Article.Content(
                sample.title(), sample.lead(), sample.body(), new Category(Slug.of(sample.category()), sample.category()), image, List.of(), sample.pinned(), sample.alert());
        Instant from = now.minus(Duration.ofDays(sample.daysAgo())).minus(Duration.ofHours(sample.daysAgo()));
        database.of(site.id()).write(transaction -> {
            String slug = Articles.freeSlug(transaction, sample.title());
            Article article = new Article(Ids.next(), slug, content, State.PUBLISHED, from, null, AUTHOR, offered, null, from, 1);
            ArticleTable.insert(transaction, article);
            transaction.touch("news", article.tag());
            if (offered) {
                transaction.enqueue(Articles.OFFER_QUEUE, article.id().toString());
            }
        });
    }

    private static List<Sample> ofACommune(String of) {
        return List.of(
                new Sample(0, "Coupure d’eau jeudi matin dans le bourg",
                        "L’eau sera coupée jeudi de 8 h 30 à 12 h pour le remplacement d’une vanne.",
                        "<p>Le syndicat des eaux remplace une vanne rue du Lavoir. <strong>L’eau sera coupée jeudi de 8 h 30 à 12 h</strong> dans le bourg\u00a0; les hameaux ne sont pas concernés.</p><p>Au retour de l’eau, laissez couler le robinet quelques minutes avant de la boire.</p>",
                        "Travaux et circulation", null, false, AlertLevel.VIGILANCE),
                new Sample(1, "Le marché de Noël revient sur la place",
                        "Producteurs, artisans et vin chaud\u00a0: rendez-vous le deuxième dimanche de décembre.",
                        "<p>Une trentaine d’exposants s’installent sur la place de 9 h à 18 h. Les enfants de l’école tiennent le stand de gâteaux au profit de la classe de découverte.</p><h2>Pratique</h2><ul><li>Entrée libre</li><li>Stationnement au champ de foire</li><li>Repas sur réservation auprès du comité des fêtes</li></ul>",
                        "Culture et loisirs", "Des collines bleutées au lever du jour", true, AlertLevel.NONE),
                new Sample(3, "Le conseil municipal se réunit mardi",
                        "À l’ordre du jour\u00a0: la rénovation de l’école et la convention avec le syndicat d’énergie.",
                        "<p>La séance est publique. Elle se tient mardi à 20 h 30 à la mairie " + of + ".</p><ol><li>Rénovation thermique de l’école\u00a0: choix des entreprises</li><li>Convention avec le syndicat d’énergie</li><li>Questions diverses</li></ol>",
                        "Vie municipale", null, false, AlertLevel.NONE),
                new Sample(6, "Un sentier rouvert le long du ruisseau",
                        "Après deux mois de travaux, la boucle de 4 km est de nouveau accessible.",
                        "<p>Les bénévoles ont dégagé le chemin et posé une nouvelle passerelle. Le balisage jaune a été refait\u00a0; comptez une heure et demie à pied.</p><blockquote><p>Merci à tous ceux qui ont donné un samedi.</p></blockquote>",
                        "Environnement", "Une vallée boisée sous un ciel clair", false, AlertLevel.NONE),
                new Sample(9, "Inscriptions à l’école pour la rentrée",
                        "Les enfants nés en 2024 peuvent être inscrits dès maintenant à la mairie.",
                        "<p>Apportez le livret de famille, un justificatif de domicile et le carnet de santé. La directrice vous reçoit ensuite pour une visite.</p>",
                        "Enfance et école", null, false, AlertLevel.NONE),
                new Sample(14, "Les associations préparent le forum",
                        "Sport, musique, entraide\u00a0: quinze associations vous attendent à la salle des fêtes.",
                        "<p>Chaque association présente ses activités et prend les inscriptions. Vous voulez tenir un stand\u00a0? Dites-le à la mairie avant la fin du mois.</p>",
                        "Vie associative", null, false, AlertLevel.NONE));
    }

    private static List<Sample> ofTheTerritory() {
        return List.of(
                new Sample(2, "Déclarer ses meublés de tourisme\u00a0: ce qui change",
                        "La déclaration se fait désormais par le service national.",
                        "<p>Depuis 2026, les meublés de tourisme se déclarent auprès du service national. Les mairies restent à votre écoute pour les chambres d’hôtes.</p>",
                        "Vie municipale", null, false, AlertLevel.NONE),
                new Sample(5, "La fibre arrive dans les dernières communes",
                        "Le déploiement s’achève\u00a0: vérifiez si votre adresse est raccordable.",
                        "<p>Les dernières armoires sont posées cet automne. Votre mairie connaît le calendrier de votre hameau.</p>",
                        "Travaux et circulation", null, false, AlertLevel.NONE));
    }
}
