package org.parvis.news;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Atom and RSS. */
final class XmlFeeds {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private XmlFeeds() {}

    /** Part of a document. */
    @FunctionalInterface
    private interface Part {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    /** RFC 4287. */
    static String atom(NewsFeeds.Feed feed) {
        return document(xml -> {
            xml.setDefaultNamespace(ATOM);
            xml.writeStartElement(ATOM, "feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", feed.language());
            text(xml, "title", feed.title());
            text(xml, "id", feed.id());
            text(xml, "updated", feed.updated().toString());
            link(xml, "self", "application/atom+xml", feed.self());
            link(xml, "alternate", "text/html", feed.home());
            for (NewsFeeds.Item item : feed.items()) {
                entry(xml, item);
            }
            xml.writeEndElement();
        });
    }

    private static void entry(XMLStreamWriter xml, NewsFeeds.Item item) throws XMLStreamException {
        xml.writeStartElement("entry");
        text(xml, "title", item.title());
        text(xml, "id", item.id());
        link(xml, "alternate", "text/html", item.url());
        text(xml, "published", item.published().toString());
        text(xml, "updated", item.updated().toString());
        xml.writeStartElement("author");
        text(xml, "name", item.author());
        xml.writeEndElement();
        text(xml, "summary", item.summary());
        xml.writeStartElement("content");
        xml.writeAttribute("type", "html");
        xml.writeCharacters(legal(item.html()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** RSS 2.0 (rssboard.org). */
    static String rss(NewsFeeds.Feed feed) {
        return document(xml -> {
            xml.writeStartElement("rss");
            xml.writeAttribute("version", "2.0");
            xml.writeNamespace("atom", ATOM);
            xml.setPrefix("atom", ATOM);
            xml.writeStartElement("channel");
            text(xml, "title", feed.title());
            text(xml, "link", feed.home());
            text(xml, "description", feed.title());
            text(xml, "language", feed.language());
            text(xml, "lastBuildDate", rfc822(feed.updated()));
            xml.writeEmptyElement(ATOM, "link");
            xml.writeAttribute("rel", "self");
            xml.writeAttribute("type", "application/rss+xml");
            xml.writeAttribute("href", feed.self());
            for (NewsFeeds.Item item : feed.items()) {
                xml.writeStartElement("item");
                text(xml, "title", item.title());
                text(xml, "link", item.url());
                xml.writeStartElement("guid");
                xml.writeAttribute("isPermaLink", "false");
                xml.writeCharacters(item.id());
                xml.writeEndElement();
                text(xml, "pubDate", rfc822(item.published()));
                text(xml, "description", item.summary().isEmpty() ? item.html() : item.summary());
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private static String document(Part root) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            root.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a feed could not be written", e);
        }
        return out.toString();
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String type, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", href);
    }

    /** XML 1.0 cannot hold most control characters, not even escaped. */
    private static String legal(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "");
    }

    private static String rfc822(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }
}
