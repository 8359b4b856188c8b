package org.parvis.demarches.sheet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files as the DILA publishes them, and files as they come from somebody who means harm. */
final class SheetReaderTest {
    private static StateSheet sample() throws Exception {
        return SheetReader.read(Files.readAllBytes(Path.of("src/test/resources/service-public/F90001.xml"))).orElseThrow();
    }

    private static String sheet(String text) {
        return "<Publication xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ID=\"F90009\"><dc:title>Titre</dc:title>\n<Texte><Paragraphe>" + text
                + "</Paragraphe></Texte></Publication>";
    }

    private static SheetFault fault(byte[] bytes) {
        SheetFault fault = catchThrowableOfType(SheetFault.class, () -> SheetReader.read(bytes));
        assertThat(fault).isNotNull();
        return fault;
    }

    @Test
    void aSheetIsReadWithItsTitleDayAndParts() throws Exception {
        StateSheet sheet = sample();
        assertThat(sheet.id()).isEqualTo("F90001");
        assertThat(sheet.title()).isEqualTo("Poser une boîte aux lettres : essai");
        assertThat(sheet.modified()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(sheet.townHall()).isTrue();
        assertThat(sheet.html()).contains(
                "<p>Cette fiche d'<strong>essai</strong> a la forme des fiches publiées.</p>", "<h2>Vous êtes propriétaire</h2>", "<h3>Où s'adresser ?</h3>",
                "<li>la 1<sup>re</sup> pièce</li>", "<h4>Coûts</h4>", "<caption>Tarifs</caption><thead><tr><th scope=\"col\">Taille</th>", "<td>10 €</td>",
                "<blockquote><p><strong>À noter</strong></p><p>Rien de plus.</p></blockquote>", "<h3>En ville</h3><p>Demandez.</p>",
                "<li><a href=\"https://www.example.org/service\">Demande en ligne</a></li>",
                "<li><a href=\"https://lannuaire.service-public.fr/\">Mairie</a></li>",
                "<li><a href=\"https://www.legifrance.gouv.fr/x\">Code d'essai : article 1</a> – Principe</li>");
        assertThat(sheet.html()).doesNotContain("Accueil particuliers");
    }

    @Test
    void wordsAreEscapedAndLinksLeadToTheWebAlone() throws Exception {
        assertThat(sample().html()).contains(
                "l'autre &lt;b&gt;", "<a href=\"https://www.service-public.fr/particuliers/vosdroits/F90002\">l'autre fiche</a>",
                "<a href=\"https://www.example.org/a?b=1&amp;c=2\">ce site</a>", "pas celui-ci.").doesNotContain("javascript");
    }

    @Test
    @Timeout(10)
    void entitiesThatReadFilesOrGrowWithoutEndAreRefusedWithTheirLine() {
        SheetFault reads = fault(("<?xml version=\"1.0\"?>\n<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n" + sheet("&x;")).getBytes(UTF_8));
        assertThat(reads.what()).isEqualTo("doctype");
        assertThat(reads.line()).isBetween(2, 3);
        StringBuilder bomb = new StringBuilder("<!DOCTYPE p [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        assertThat(fault((bomb + "]>" + sheet("&a29;")).getBytes(UTF_8)).what()).isEqualTo("doctype");
    }

    @Test
    void aWrongEncodingIsToldAndARightOneIsRead() throws Exception {
        assertThat(fault(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + sheet("été")).getBytes(ISO_8859_1)).what()).isEqualTo("encoding");
        assertThat(fault(("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + sheet("été")).getBytes(UTF_8)).what()).isEqualTo("encoding");
        for (String name : new String[] {"ISO-8859-1", "UTF-8", "UTF-16"}) {
            byte[] bytes = ("<?xml version=\"1.0\" encoding=\"" + name + "\"?>\n" + sheet("été")).getBytes(Charset.forName(name));
            assertThat(SheetReader.read(bytes).orElseThrow().html()).isEqualTo("<p>été</p>");
        }
    }

    @Test
    void whatIsNotWellFormedOrTooLargeIsToldWithItsLine() {
        SheetFault open = fault(sheet("</Paragraphe>").getBytes(UTF_8));
        assertThat(open.what()).isEqualTo("syntax");
        assertThat(open.line()).isEqualTo(2);
        assertThat(fault("no xml".getBytes(UTF_8)).what()).isEqualTo("syntax");
        assertThat(fault(new byte[0]).what()).isEqualTo("syntax");
        assertThat(fault(sheet("<a>".repeat(80) + "</a>".repeat(80)).getBytes(UTF_8)).what()).isEqualTo("large");
        assertThat(fault(sheet("<a/>".repeat(60_000)).getBytes(UTF_8)).what()).isEqualTo("large");
        assertThat(fault(sheet("a".repeat(SheetReader.MOST_BYTES)).getBytes(UTF_8)).what()).isEqualTo("size");
        assertThat(fault(sheet("x").replace("<dc:title>Titre</dc:title>", "").getBytes(UTF_8)).what()).isEqualTo("title");
        assertThat(fault(sheet("").getBytes(UTF_8)).what()).isEqualTo("empty");
    }

    @Test
    void menusAndListsAreNoSheets() throws Exception {
        assertThat(SheetReader.read("<Publication ID=\"N1\"/>".getBytes(UTF_8))).isEmpty();
        assertThat(SheetReader.read("<Arborescence><Item ID=\"F1\"/></Arborescence>".getBytes(UTF_8))).isEmpty();
    }
}
