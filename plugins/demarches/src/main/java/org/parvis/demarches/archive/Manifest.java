package org.parvis.demarches.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Tenant;

/**
 * The manifest of an archive, in the manner of an ArchiveTransfer of the Standard d’échange de données pour l’archivage, version 2.1
 * (SEDA, Service interministériel des Archives de France, June 2018; after ISO 20614): one file as a unit with its items. It has
 * no archival agreement: an archive service completes it.
 */
final class Manifest {
    static final String NAMESPACE = "fr:gouv:culture:archivesdefrance:seda:v2.1";

    private final List<Item> items = new ArrayList<>();

    /**
     * A file of the archive.
     *
     * @param uri path within the archive
     * @param digest SHA-512 in hexadecimal
     */
    record Item(String uri, String name, String type, long size, String digest) {}

    /** What the archive is about. */
    record About(UUID id, String title, String number, Tenant tenant, Instant received, @Nullable Instant closed, Instant made) {}

    void add(Item item) {
        items.add(item);
    }

    byte[] write(About about) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("ArchiveTransfer");
            xml.writeDefaultNamespace(NAMESPACE);
            text(xml, "Comment", about.title());
            text(xml, "Date", about.made().toString());
            text(xml, "MessageIdentifier", about.number());
            xml.writeStartElement("CodeListVersions");
            text(xml, "MessageDigestAlgorithmCodeListVersion", "SHA-512");
            xml.writeEndElement();
            content(xml, about);
            agency(xml, "ArchivalAgency", about.tenant());
            agency(xml, "TransferringAgency", about.tenant());
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    private void content(XMLStreamWriter xml, About about) throws XMLStreamException {
        xml.writeStartElement("DataObjectPackage");
        for (int i = 0; i < items.size(); i++) {
            object(xml, i + 1, items.get(i));
        }
        xml.writeStartElement("DescriptiveMetadata");
        xml.writeStartElement("ArchiveUnit");
        xml.writeAttribute("id", "unit");
        xml.writeStartElement("Content");
        text(xml, "DescriptionLevel", "File");
        text(xml, "Title", about.title());
        text(xml, "OriginatingSystemId", about.id().toString());
        text(xml, "StartDate", about.received().toString());
        if (about.closed() != null) {
            text(xml, "EndDate", about.closed().toString());
        }
        xml.writeEndElement();
        for (int i = 0; i < items.size(); i++) {
            unit(xml, i + 1, items.get(i));
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeStartElement("ManagementMetadata");
        text(xml, "OriginatingAgencyIdentifier", identifier(about.tenant()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void object(XMLStreamWriter xml, int number, Item item) throws XMLStreamException {
        xml.writeStartElement("BinaryDataObject");
        xml.writeAttribute("id", "object" + number);
        text(xml, "DataObjectVersion", "BinaryMaster_1");
        text(xml, "Uri", item.uri());
        xml.writeStartElement("MessageDigest");
        xml.writeAttribute("algorithm", "SHA-512");
        xml.writeCharacters(item.digest());
        xml.writeEndElement();
        text(xml, "Size", String.valueOf(item.size()));
        xml.writeStartElement("FormatIdentification");
        text(xml, "MimeType", item.type());
        xml.writeEndElement();
        xml.writeStartElement("FileInfo");
        text(xml, "Filename", item.name());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void unit(XMLStreamWriter xml, int number, Item item) throws XMLStreamException {
        xml.writeStartElement("ArchiveUnit");
        xml.writeAttribute("id", "unit" + number);
        xml.writeStartElement("Content");
        text(xml, "DescriptionLevel", "Item");
        text(xml, "Title", item.name());
        xml.writeEndElement();
        xml.writeStartElement("DataObjectReference");
        text(xml, "DataObjectReferenceId", "object" + number);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void agency(XMLStreamWriter xml, String element, Tenant tenant) throws XMLStreamException {
        xml.writeStartElement(element);
        text(xml, "Identifier", identifier(tenant));
        xml.writeEndElement();
    }

    private static String identifier(Tenant tenant) {
        return Optional.ofNullable(tenant.siren()).or(() -> Optional.ofNullable(tenant.insee())).orElse(tenant.slug());
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        // XML 1.0 knows no others, and people paste anything.
        xml.writeCharacters(text.replaceAll("[^\\n\\t\\x20-\\x7e\\x{85}\\x{a0}-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]", ""));
        xml.writeEndElement();
    }
}
