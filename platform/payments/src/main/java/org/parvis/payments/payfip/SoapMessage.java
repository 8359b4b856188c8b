package org.parvis.payments.payfip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The messages of SOAP 1.1 (W3C Note of 8 May 2000) as PayFiP's service description has them: one operation in the body, its parameters without
 * namespace in {@code arg0}; an answer in {@code return}, or a fault whose detail names an error of the service.
 */
final class SoapMessage {
    /** Target namespace of the service description {@code PaiementSecuriseService?wsdl}. */
    static final String SERVICE = "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService";

    static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    private SoapMessage() {}

    /**
     * What a service answers.
     *
     * @param values text of the elements in {@code return}, by local name in lower case: the documents write {@code idOp} and {@code idop}
     * @param fault name of the error in the detail of a fault ({@code FonctionnelleErreur} and others), or empty; its elements are the values then
     */
    record Answer(String fault, Map<String, String> values) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }
    }

    /** @param parameters in the order in which they are written */
    static byte[] request(String operation, Map<String, String> parameters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("soapenv", "Envelope", ENVELOPE);
            xml.writeNamespace("soapenv", ENVELOPE);
            xml.writeNamespace("pai", SERVICE);
            xml.writeEmptyElement("soapenv", "Header", ENVELOPE);
            xml.writeStartElement("soapenv", "Body", ENVELOPE);
            xml.writeStartElement("pai", operation, SERVICE);
            xml.writeStartElement("arg0");
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                xml.writeStartElement(parameter.getKey());
                xml.writeCharacters(parameter.getValue());
                xml.writeEndElement();
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException broken) {
            throw new IllegalStateException(broken);
        }
        return out.toByteArray();
    }

    /** @throws IOException if it is no answer to that operation and no fault */
    static Answer read(byte[] answer, String operation) throws IOException {
        Document document = parsed(answer);
        Optional<Element> fault = one(document.getDocumentElement(), "Fault");
        if (fault.isPresent()) {
            Element detail = one(fault.get(), "detail").flatMap(SoapMessage::firstChild).orElse(fault.get());
            return new Answer(detail.getLocalName(), children(detail));
        }
        Element response = one(document.getDocumentElement(), operation + "Response").orElseThrow(() -> new IOException("no answer to " + operation));
        return new Answer("", children(one(response, "return").orElse(response)));
    }

    /** Without document types: nothing is fetched and nothing grows (OWASP, XML External Entity Prevention). */
    private static Document parsed(byte[] answer) throws IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Else what is not well formed is written to the console.
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(answer));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        } catch (SAXException garbage) {
            throw new IOException("no XML that can be read", garbage);
        }
    }

    private static Optional<Element> one(Element within, String name) {
        NodeList found = within.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? Optional.empty() : Optional.of((Element) found.item(0));
    }

    private static Optional<Element> firstChild(Element parent) {
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> children(Element parent) {
        Map<String, String> values = new HashMap<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                values.put(element.getLocalName().toLowerCase(Locale.ROOT), element.getTextContent().strip());
            }
        }
        return values;
    }
}
