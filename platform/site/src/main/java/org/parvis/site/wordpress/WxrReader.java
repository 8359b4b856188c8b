package org.parvis.site.wordpress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Invalid;

/**
 * Reads an export file of WordPress: WordPress eXtended RSS, versions 1.0 to 1.2.
 *
 * <p>Nothing of it is trusted: no document type, no entities of its own, bounded depth, number and sizes; only what it needs is kept, so
 * that comments of visitors and addresses of authors never leave the parser.
 */
final class WxrReader {

    static final int MOST_ITEMS = 20_000;
    static final int LONGEST_CONTENT = 1_000_000;
    static final int LONGEST_TEXT = 2_000;
    private static final int DECLARATION = 200;
    private static final Pattern ENCODING = Pattern.compile("<\\?xml[^>]*encoding=[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");
    private static final int MOST_AUTHORS = 1_000;
    private static final int DEEPEST = 30;
    private static final String NAMESPACE = "http://wordpress.org/export/";

    private final XMLStreamReader xml;
    private final Sink sink;
    private final List<String> urls = new ArrayList<>();
    private final Map<String, String> authors = new HashMap<>();
    private String title = "";
    private boolean wordPress;
    private boolean told;
    private int items;
    private int depth;

    /** Takes what is read, in the order of the file: the channel once, then the items. */
    interface Sink {
        void channel(WxrChannel channel);

        void item(WxrItem item);
    }

    private WxrReader(XMLStreamReader xml, Sink sink) {
        this.xml = xml;
        this.sink = sink;
    }

    /**
     * Reads a file to its end.
     *
     * @throws Invalid of the field {@code file} if it is no export of WordPress, breaks off, is malformed, or larger than it may be
     */
    static void read(InputStream in, Sink sink) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        boolean begun = false;
        @Nullable XMLStreamReader xml = null;
        try {
            xml = factory.createXMLStreamReader(characters(new BufferedInputStream(new TameXml(in), 1 << 16)));
            WxrReader reader = new WxrReader(xml, sink);
            reader.root();
            begun = true;
            reader.rss();
        } catch (XMLStreamException e) {
            throw begun ? broken(e) : noExport();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(xml);
        }
    }

    /** Decoded strictly, in the encoding that the file declares: the parser itself would also write to the console what it cannot decode. */
    private static Reader characters(BufferedInputStream in) throws IOException {
        in.mark(DECLARATION);
        Matcher declared = ENCODING.matcher(new String(in.readNBytes(DECLARATION), StandardCharsets.ISO_8859_1));
        in.reset();
        boolean other = declared.lookingAt() && Charset.isSupported(declared.group(1));
        return new InputStreamReader(in, (other ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8).newDecoder());
    }

    private static void close(@Nullable XMLStreamReader xml) {
        try {
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException e) {
            // All of it was read, or is refused.
        }
    }

    private static Invalid broken(XMLStreamException e) {
        if (e.getNestedException() instanceof CharacterCodingException) {
            return Invalid.field("file", "site.import.error.encoding");
        }
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
        return Invalid.field("file", "site.import.error.broken", line);
    }

    static Invalid noExport() {
        return Invalid.field("file", "site.import.error.type");
    }

    private void root() throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // White space, comments and instructions of WordPress.
        }
        if (!xml.getLocalName().equals("rss")) {
            throw noExport();
        }
    }

    /** The next event; a document type is no business of an export, and entities could be declared in it. */
    private int next() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw noExport();
        }
        if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
            throw Invalid.field("file", "site.import.error.broken", xml.getLocation().getLineNumber());
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    /** Reads what an element contains. */
    @FunctionalInterface
    private interface Child {
        void read() throws XMLStreamException;
    }

    /** For each child of the element that has just begun; each must be read to its end. */
    private void children(Child child) throws XMLStreamException {
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                child.read();
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                return;
            }
        }
    }

    private void rss() throws XMLStreamException {
        children(() -> {
            if (xml.getLocalName().equals("channel")) {
                children(this::ofChannel);
            } else {
                text(0);
            }
        });
        if (!told) {
            tell();
        }
        while (xml.hasNext()) {
            next();
        }
    }

    private void ofChannel() throws XMLStreamException {
        String name = xml.getLocalName();
        boolean ours = ofWordPress();
        switch (name) {
            case "item" -> item();
            case "title" -> title = text(LONGEST_TEXT);
            case "link", "base_site_url", "base_blog_url" -> urls.add(text(LONGEST_TEXT));
            case "wxr_version" -> wordPress |= ours && !text(LONGEST_TEXT).isBlank();
            case "author" -> author();
            default -> text(0);
        }
    }

    private void tell() {
        if (!wordPress) {
            throw noExport();
        }
        told = true;
        sink.channel(new WxrChannel(title, urls.stream().filter(url -> !url.isBlank()).distinct().toList(), authors));
    }

    private void author() throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        children(() -> {
            String field = xml.getLocalName();
            boolean known = field.equals("author_login") || field.equals("author_display_name");
            fields.put(known ? field : "", text(known ? LONGEST_TEXT : 0));
        });
        if (fields.containsKey("author_login") && authors.size() < MOST_AUTHORS) {
            authors.put(fields.get("author_login"), fields.getOrDefault("author_display_name", ""));
        }
    }

    private void item() throws XMLStreamException {
        if (!told) {
            tell();
        }
        if (++items > MOST_ITEMS) {
            throw Invalid.field("file", "site.import.error.items", MOST_ITEMS);
        }
        WxrFields fields = new WxrFields();
        children(() -> {
            String name = xml.getLocalName();
            switch (name) {
                case "encoded" -> encoded(fields);
                case "category" -> category(fields);
                case "postmeta" -> meta(fields);
                default -> fields.put(name, text(WxrFields.KEPT.contains(name) && isField() ? LONGEST_TEXT : 0));
            }
        });
        sink.item(fields.item());
    }

    /** {@code title}, {@code link}, {@code guid} of RSS, {@code dc:creator}, and what WordPress adds. */
    private boolean isField() {
        String namespace = xml.getNamespaceURI();
        return namespace == null || namespace.isEmpty() || namespace.startsWith("http://purl.org/dc/") || ofWordPress();
    }

    private boolean ofWordPress() {
        String namespace = xml.getNamespaceURI();
        return namespace != null && namespace.startsWith(NAMESPACE);
    }

    private void encoded(WxrFields fields) throws XMLStreamException {
        boolean excerpt = ofWordPress();
        String text = text(LONGEST_CONTENT + 1);
        fields.put(excerpt ? "excerpt" : "content", text.length() > LONGEST_CONTENT ? "" : text);
        fields.tooLong |= text.length() > LONGEST_CONTENT;
    }

    private void category(WxrFields fields) throws XMLStreamException {
        String domain = xml.getAttributeValue(null, "domain");
        String nicename = xml.getAttributeValue(null, "nicename");
        fields.category(domain == null ? "" : domain, nicename == null ? "" : nicename, text(LONGEST_TEXT));
    }

    private void meta(WxrFields fields) throws XMLStreamException {
        Map<String, String> pair = new HashMap<>();
        children(() -> pair.put(xml.getLocalName(), text(LONGEST_TEXT)));
        fields.meta(pair.getOrDefault("meta_key", ""), pair.getOrDefault("meta_value", ""));
    }

    /** The text of the element that has just begun, to its end; no more than that many characters are kept. */
    private String text(int longest) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int within = depth - 1;
        while (depth > within) {
            int event = next();
            boolean characters = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (characters && text.length() < longest && depth == within + 1) {
                int count = Math.min(longest - text.length(), xml.getTextLength());
                text.append(xml.getTextCharacters(), xml.getTextStart(), count);
            }
        }
        return text.toString().strip();
    }
}
