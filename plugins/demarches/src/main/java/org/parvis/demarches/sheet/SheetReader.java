package org.parvis.demarches.sheet;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of the DILA. What comes from outside may be a bomb or name other files: no document type is taken, so that there are no
 * entities but those of XML itself, and size, depth and number of elements have an end.
 */
public final class SheetReader {
    public static final int MOST_BYTES = 2 << 20;
    private static final int DEEPEST = 60;
    private static final int MOST_ELEMENTS = 50_000;
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private int elements;

    private SheetReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /**
     * Empty if the file is well formed and no sheet: the DILA puts menus and lists beside them.
     *
     * @throws SheetFault if it cannot be read
     */
    public static Optional<StateSheet> read(byte[] bytes) throws SheetFault {
        if (bytes.length > MOST_BYTES) {
            throw new SheetFault("size", 0, String.valueOf(MOST_BYTES >> 20));
        }
        XMLStreamReader xml = null;
        try {
            xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            encoding(xml.getCharacterEncodingScheme(), bytes);
            Node.Tag root = new SheetReader(xml).root();
            return root == null ? Optional.empty() : sheet(root);
        } catch (XMLStreamException malformed) {
            int line = malformed.getLocation() != null ? malformed.getLocation().getLineNumber() : 0;
            throw coded(malformed) ? new SheetFault("encoding", Math.max(0, line), "UTF-8") : new SheetFault("syntax", Math.max(0, line), firstLine(malformed));
        } finally {
            close(xml);
        }
    }

    private static void close(@Nullable XMLStreamReader xml) {
        try {
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException nothingMore) {
            // It was read or refused already.
        }
    }

    /** A file in UTF-8 that names another encoding would be read, with every accent wrong. */
    private static void encoding(@Nullable String named, byte[] bytes) throws SheetFault {
        if (named == null || named.toUpperCase(Locale.ROOT).startsWith("UTF-")) {
            return;
        }
        boolean plain = true;
        for (byte b : bytes) {
            plain &= b >= 0;
        }
        if (!plain && isUtf8(bytes)) {
            throw new SheetFault("encoding", 1, named);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static boolean coded(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause instanceof XMLStreamException nested && nested.getNestedException() != null
                ? nested.getNestedException()
                : cause.getCause()) {
            if (cause instanceof CharConversionException) {
                return true;
            }
        }
        return false;
    }

    /** What the parser says, without the place, which is told apart. */
    private static String firstLine(XMLStreamException malformed) {
        String message = String.valueOf(malformed.getMessage());
        int words = message.indexOf("Message: ");
        String said = (words < 0 ? message : message.substring(words + "Message: ".length())).lines().findFirst().orElse("");
        return said.substring(0, Math.min(said.length(), 300));
    }

    /** Null if the first element tells that it is no sheet. */
    private Node.@Nullable Tag root() throws XMLStreamException, SheetFault {
        Deque<Node.Tag> open = new ArrayDeque<>();
        Node.Tag root = null;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new SheetFault("doctype", line(), "DOCTYPE");
                case XMLStreamConstants.START_ELEMENT -> {
                    Node.Tag tag = tag();
                    if (open.size() >= DEEPEST || ++elements > MOST_ELEMENTS) {
                        throw new SheetFault("large", line(), String.valueOf(MOST_ELEMENTS));
                    }
                    if (open.isEmpty()) {
                        root = tag;
                    } else {
                        open.peek().children().add(tag);
                    }
                    open.push(tag);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().children().add(new Node.Text(xml.getText()));
                    }
                }
                default -> {
                    // Comments and instructions say nothing to readers.
                }
            }
        }
        return root;
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private Node.Tag tag() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        String prefix = xml.getPrefix();
        return Node.Tag.of(prefix == null || prefix.isEmpty() ? xml.getLocalName() : prefix + ":" + xml.getLocalName(), attributes);
    }

    private static Optional<StateSheet> sheet(Node.Tag root) throws SheetFault {
        String id = root.attribute("ID");
        if (!root.name().equals("Publication") || !id.matches("F[0-9]{1,6}")) {
            return Optional.empty();
        }
        String title = root.first("dc:title").map(Node.Tag::words).orElse("");
        if (title.isEmpty() || title.length() > 400) {
            throw new SheetFault("title", 0, "dc:title");
        }
        String html = SheetHtml.of(root);
        if (html.isBlank()) {
            throw new SheetFault("empty", 0, "Texte");
        }
        return Optional.of(new StateSheet(id, title, day(root.first("dc:date").map(Node.Tag::words).orElse("")), html, root.holds("PivotLocal", "mairie")));
    }

    /** From « modified 2026-01-31 ». */
    private static @Nullable LocalDate day(String text) {
        Matcher day = DAY.matcher(text);
        try {
            return day.find() ? LocalDate.parse(day.group()) : null;
        } catch (DateTimeException noDay) {
            return null;
        }
    }
}
