package org.parvis.demarches.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.parvis.testkit.FakeRequestSites;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The manifest of an archive has what an ArchiveTransfer of SEDA 2.1 must have, in its order. The rules were read in the schemas of the
 * Service interministériel des Archives de France (seda-2.1-main, -technical, -descriptive, -ontology); the schemas themselves are in no
 * artifact that a build can fetch, so that they do not check it here.
 */
final class ManifestTest {
    /** What elements hold, in this order: {@code ?} may be missing, {@code *} any number, {@code (a|b)*} in any order. */
    private static final Map<String, String> CONTENT = Map.ofEntries(
            Map.entry("ArchiveTransfer", "Comment* Date MessageIdentifier ArchivalAgreement? CodeListVersions DataObjectPackage? ArchivalAgency TransferringAgency"),
            // Its one list that must be named is that of digests.
            Map.entry("CodeListVersions", "MessageDigestAlgorithmCodeListVersion MimeTypeCodeListVersion? FileFormatCodeListVersion?"),
            Map.entry("DataObjectPackage", "BinaryDataObject* DescriptiveMetadata ManagementMetadata"),
            Map.entry("BinaryDataObject", "DataObjectVersion? Uri MessageDigest Size? FormatIdentification? FileInfo?"),
            Map.entry("FormatIdentification", "FormatLitteral? MimeType? FormatId? Encoding?"),
            Map.entry("FileInfo", "Filename"),
            Map.entry("DescriptiveMetadata", "ArchiveUnit*"),
            Map.entry("ArchiveUnit", "Management? Content (ArchiveUnit|DataObjectReference)*"),
            Map.entry("Content", "DescriptionLevel? Title* FilePlanPosition* SystemId* OriginatingSystemId* Description* StartDate? EndDate?"),
            Map.entry("DataObjectReference", "DataObjectReferenceId"),
            Map.entry("ManagementMetadata", "ArchivalProfile? ServiceLevel? AcquisitionInformation? LegalStatus? OriginatingAgencyIdentifier? SubmissionAgencyIdentifier?"),
            Map.entry("ArchivalAgency", "Identifier"),
            Map.entry("TransferringAgency", "Identifier"));
    private static final Set<String> LEVELS = Set.of(
            "Fonds", "Subfonds", "Class", "Collection", "Series", "Subseries", "RecordGrp", "SubGrp", "File", "Item", "OtherLevel");
    private static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
    private static final String DIGEST = "0f".repeat(64);

    private static Element written(boolean closed) throws Exception {
        Manifest manifest = new Manifest();
        manifest.add(new Manifest.Item("dossier.json", "dossier.json", "application/json", 120, DIGEST));
        manifest.add(new Manifest.Item("pieces/1-Relevé & plan.pdf", "Relevé & plan\u0001\uffff\ud83d.pdf", "application/pdf", 0, DIGEST));
        byte[] xml = manifest.write(new Manifest.About(
                new UUID(1, 2), "Écrire à la mairie <2026-7KQ49X>", "2026-7KQ49X", FakeRequestSites.RODEZ.tenant(), NOW, closed ? NOW.plusSeconds(60) : null, NOW));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static List<Element> all(Element element) {
        List<Element> all = new ArrayList<>(List.of(element));
        children(element).forEach(child -> all.addAll(all(child)));
        return all;
    }

    private static Pattern pattern(String content) {
        String expression = content.replaceAll("[A-Za-z]+", "(?:$0,)").replace(" ", "").replace("(?:", "(");
        return Pattern.compile(expression);
    }

    @Test
    void hasWhatMustBeThereInItsOrder() throws Exception {
        for (boolean closed : new boolean[] {true, false}) {
            Element root = written(closed);
            assertThat(root.getLocalName()).isEqualTo("ArchiveTransfer");
            for (Element element : all(root)) {
                assertThat(element.getNamespaceURI()).isEqualTo("fr:gouv:culture:archivesdefrance:seda:v2.1");
                String held = children(element).stream().map(child -> child.getLocalName() + ",").collect(Collectors.joining());
                if (CONTENT.containsKey(element.getLocalName())) {
                    assertThat(held).as(element.getLocalName()).matches(pattern(CONTENT.get(element.getLocalName())));
                } else {
                    assertThat(held).as(element.getLocalName() + " holds text alone").isEmpty();
                    assertThat(element.getTextContent()).as(element.getLocalName()).isNotBlank().doesNotContain("\u0001");
                }
            }
        }
    }

    @Test
    void hasValuesThatTheSchemaTakesAndReferencesThatLeadSomewhere() throws Exception {
        Element root = written(true);
        Set<String> ids = new HashSet<>();
        Set<String> objects = new HashSet<>();
        Set<String> referred = new HashSet<>();
        for (Element element : all(root)) {
            String text = element.getTextContent();
            switch (element.getLocalName()) {
                case "Date", "StartDate", "EndDate" -> assertThat(OffsetDateTime.parse(text).toInstant()).isBetween(NOW, NOW.plusSeconds(60));
                case "DescriptionLevel" -> assertThat(LEVELS).contains(text);
                case "Size" -> assertThat(text).matches("[0-9]+");
                case "MessageDigest" -> {
                    assertThat(element.getAttribute("algorithm")).isEqualTo("SHA-512");
                    assertThat(text).matches("[0-9a-f]{128}");
                }
                case "DataObjectReferenceId" -> referred.add(text);
                case "BinaryDataObject" -> objects.add(element.getAttribute("id"));
                default -> { }
            }
            if (element.getLocalName().equals("BinaryDataObject") || element.getLocalName().equals("ArchiveUnit")) {
                // xsd:ID: a name, once in the document.
                assertThat(element.getAttribute("id")).matches("[A-Za-z_][A-Za-z0-9_.-]*");
                assertThat(ids.add(element.getAttribute("id"))).isTrue();
            }
        }
        assertThat(objects).hasSize(2);
        assertThat(referred).as("each object belongs to a unit").isEqualTo(objects);
    }
}
