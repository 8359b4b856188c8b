package org.parvis.acts;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.data.Reader;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Themes;

/** The acts published last as feeds: Atom (RFC 4287) and JSON Feed 1.1. */
@Component(service = Routes.class)
public final class ActFeeds implements Routes {
    private static final int NEWEST = 30;
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final Acts acts;
    private final PublicUrls urls;
    private final Themes themes;
    private final Plugins plugins;

    @Activate
    public ActFeeds(@Reference Acts acts, @Reference PublicUrls urls, @Reference Themes themes, @Reference Plugins plugins) {
        this.acts = acts;
        this.urls = urls;
        this.themes = themes;
        this.plugins = plugins;
    }

    /** An act in a feed; addresses are absolute. */
    private record Item(String id, String url, String title, String summary, String author, Instant published, Instant updated, String document, long size) {}

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/actes/flux.atom", this::atom), Route.get("/actes/flux.json", this::json));
    }

    private List<Item> items(Request request, Reader reader) {
        Site site = request.site();
        List<Item> items = new ArrayList<>();
        List<Act> latest = ActTable.latest(reader, request.now(), NEWEST);
        Map<UUID, Issue> issues = IssueTable.newest(reader, latest.stream().map(Act::id).toList());
        for (Act act : latest) {
            Issue issue = issues.get(act.id());
            Act.Content content = act.content();
            String kind = text(request, "acts.kind." + content.kind().code());
            Instant published = act.publishAt() == null ? act.updatedAt() : act.publishAt();
            Instant updated = act.updatedAt().isAfter(published) ? act.updatedAt() : published;
            items.add(new Item(
                    "urn:uuid:" + act.id(), urls.of(site, act.path()), (kind + " " + content.number()).strip() + " – " + content.title(),
                    text(request, "acts.feed.summary", content.adopted(), Matters.of(content.matter()).orElseThrow().name()),
                    content.signatory() + ", " + content.capacity(), published, updated,
                    urls.of(site, act.path() + "/document/" + issue.number()), issue.size()));
        }
        return items;
    }

    private String text(Request request, String key, Object... arguments) {
        return themes.text(request.site().look().theme(), plugins.of(request.tenant()), request.language(), key, arguments);
    }

    private String title(Request request) {
        return request.site().tenant().name() + " – " + text(request, "acts.plugin.name");
    }

    private Response atom(Request request) {
        Reader reader = acts.reader(request.tenant());
        List<Item> items = items(request, reader);
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(ATOM);
            xml.writeStartElement(ATOM, "feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", request.language().toLanguageTag());
            element(xml, "title", title(request));
            element(xml, "id", "urn:uuid:" + acts(request));
            element(xml, "updated", items.stream().map(Item::updated).max(Instant::compareTo).orElse(Instant.EPOCH).toString());
            link(xml, "self", "application/atom+xml", urls.of(request.site(), "/actes/flux.atom"), -1);
            link(xml, "alternate", "text/html", urls.of(request.site(), "/actes"), -1);
            for (Item item : items) {
                entry(xml, item);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a feed could not be written", e);
        }
        return answer(request, reader, "application/atom+xml", out.toString());
    }

    /** Another id than that of the tenant's other feeds, and always the same. */
    private static UUID acts(Request request) {
        return UUID.nameUUIDFromBytes(("acts " + request.tenant()).getBytes(StandardCharsets.UTF_8));
    }

    private static void entry(XMLStreamWriter xml, Item item) throws XMLStreamException {
        xml.writeStartElement(ATOM, "entry");
        element(xml, "title", item.title());
        element(xml, "id", item.id());
        link(xml, "alternate", "text/html", item.url(), -1);
        link(xml, "enclosure", "application/pdf", item.document(), item.size());
        element(xml, "published", item.published().toString());
        element(xml, "updated", item.updated().toString());
        xml.writeStartElement(ATOM, "author");
        element(xml, "name", item.author());
        xml.writeEndElement();
        element(xml, "summary", item.summary());
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(ATOM, name);
        // XML 1.0 cannot hold most control characters, not even escaped.
        xml.writeCharacters(text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", ""));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String type, String href, long length) throws XMLStreamException {
        xml.writeEmptyElement(ATOM, "link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", href);
        if (length >= 0) {
            xml.writeAttribute("length", Long.toString(length));
        }
    }

    private Response json(Request request) {
        Reader reader = acts.reader(request.tenant());
        List<Map<String, Object>> items = new ArrayList<>();
        for (Item item : items(request, reader)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", item.id());
            one.put("url", item.url());
            one.put("title", item.title());
            one.put("content_text", item.summary());
            one.put("date_published", item.published());
            one.put("date_modified", item.updated());
            one.put("authors", List.of(Map.of("name", item.author())));
            one.put("attachments", List.of(Map.of("url", item.document(), "mime_type", "application/pdf", "size_in_bytes", item.size())));
            items.add(one);
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("version", "https://jsonfeed.org/version/1.1");
        whole.put("title", title(request));
        whole.put("home_page_url", urls.of(request.site(), "/actes"));
        whole.put("feed_url", urls.of(request.site(), "/actes/flux.json"));
        whole.put("language", request.language().toLanguageTag());
        whole.put("items", items);
        return answer(request, reader, "application/feed+json", Json.of(whole));
    }

    private static Response answer(Request request, Reader reader, String type, String text) {
        return Response.text(type, text).tagged(Acts.TAG).validUntil(ActTable.nextChange(reader, request.now()));
    }
}
