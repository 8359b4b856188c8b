package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code procedure.yaml}. */
final class HeaderReader {
    private static final Set<String> KEYS = Set.of(
            "id", "version", "kind", "category", "audience", "authority", "channels", "law", "silence", "retention", "archive", "applicant", "subject", "link", "sheet",
            "cosigners", "report", "fees");
    /** Segments of addresses below {@code /teleservices} that are not procedures. */
    static final Set<String> TAKEN = Set.of("formulaire", "formulaire-prepare", "recu", "suivi", "mes-dossiers", "mes-coordonnees", "piece", "signature", "saisir", "avis");
    private static final int MOST_VERSIONS = 1_000_000;

    private final Source source;
    private final Faults faults;

    private HeaderReader(Source source, Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    static Header read(Source source, Faults faults) {
        return new HeaderReader(source, faults).header();
    }

    private Header header() {
        JsonNode root = source.root();
        root.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                faults.at(source, "/" + Source.escaped(key), "key", key);
            }
        });
        String id = root.path("id").asText();
        if (!id.matches("[a-z][a-z0-9-]{1,39}") || TAKEN.contains(id)) {
            faults.at(source, "/id", "id", id);
        }
        int version = root.path("version").asInt();
        if (version < 1 || version > MOST_VERSIONS) {
            faults.at(source, "/version", "version");
        }
        Header.Kind kind = one(Header.Kind.class, "kind").orElse(Header.Kind.ONLINE);
        boolean online = kind == Header.Kind.ONLINE;
        return new Header(
                id, version, kind,
                one(Header.Category.class, "category").orElse(Header.Category.TOWN_HALL),
                several(Header.Audience.class, "audience", true),
                one(Header.Authority.class, "authority").orElse(Header.Authority.MAYOR),
                several(Header.Channel.class, "channels", kind == Header.Kind.PAPER), laws(root.path("law")),
                online || root.has("silence") ? silence(root.path("silence")) : new Header.Silence(Header.Means.NONE, null, "", false),
                elsewhere(kind),
                FeesReader.read(root.path("fees"), source, faults),
                online ? filing(root) : Header.Filing.NONE);
    }

    private Header.Filing filing(JsonNode root) {
        return new Header.Filing(
                period(root.path("retention"), "/retention"),
                archived(root.path("archive")),
                applicant(root.path("applicant")),
                root.has("subject") ? root.path("subject").asText() : null,
                cosigners(root.path("cosigners")),
                root.has("report") ? report(root.path("report")) : null);
    }

    /** Where something is that is not here. */
    private @Nullable String elsewhere(Header.Kind kind) {
        return switch (kind) {
            case LINK -> link(source.root().path("link").asText(), "/link");
            case SHEET -> sheet(source.root().path("sheet").asText());
            default -> null;
        };
    }

    /** The address of a sheet of service-public.fr. */
    private String sheet(String id) {
        if (!id.matches("F[0-9]{1,6}")) {
            faults.at(source, "/sheet", "sheet", id);
        }
        return "https://www.service-public.fr/particuliers/vosdroits/" + id;
    }

    private boolean archived(JsonNode node) {
        if (!node.isMissingNode() && !node.isBoolean()) {
            faults.at(source, "/archive", "boolean", node.asText());
        }
        return node.asBoolean();
    }

    private Header.Silence silence(JsonNode node) {
        Header.Silence usual = silence(node, "/silence");
        if (!node.has("by") && !node.has("when")) {
            return usual;
        }
        Map<String, Header.Silence> when = new LinkedHashMap<>();
        node.path("when").properties().forEach(one -> {
            String pointer = "/silence/when/" + Source.escaped(one.getKey());
            if (one.getValue().has("by") || one.getValue().has("when")) {
                faults.at(source, pointer, "silence.deep");
            }
            when.put(one.getKey(), silence(one.getValue(), pointer));
        });
        if (when.isEmpty()) {
            faults.at(source, "/silence/when", "empty");
        }
        return new Header.Silence(usual.means(), usual.after(), usual.law(), usual.competent(), required(node.path("by"), "/silence/by"), when);
    }

    private Header.Silence silence(JsonNode node, String pointer) {
        Header.Means means = Codes.one(Header.Means.class, node.path("means").asText(), source, pointer + "/means", faults).orElse(Header.Means.NONE);
        if (means == Header.Means.NONE) {
            return new Header.Silence(means, null, node.path("law").asText(""), false);
        }
        if (node.has("from") && !node.path("from").asText().equals("competent")) {
            faults.at(source, pointer + "/from", "word", node.path("from").asText(), "competent");
        }
        return new Header.Silence(means, period(node.path("after"), pointer + "/after"), required(node.path("law"), pointer + "/law"), node.has("from"));
    }

    private List<Header.Cosigner> cosigners(JsonNode nodes) {
        List<Header.Cosigner> cosigners = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String role = nodes.get(i).path("role").asText("");
            String pointer = "/cosigners/" + i;
            if (!role.matches("[a-z][a-z0-9_]{0,39}")) {
                faults.at(source, pointer, "cosigner");
            }
            cosigners.add(new Header.Cosigner(role, required(nodes.get(i).path("name"), pointer + "/name"), required(nodes.get(i).path("email"), pointer + "/email")));
        }
        return cosigners;
    }

    private Header.Report report(JsonNode node) {
        return new Header.Report(
                required(node.path("topic"), "/report/topic"), required(node.path("address"), "/report/address"), required(node.path("position"), "/report/position"));
    }

    private Header.Applicant applicant(JsonNode node) {
        String email = node.path("email").asText("");
        String phone = node.path("phone").asText("");
        if (email.isEmpty() && phone.isEmpty()) {
            faults.at(source, "/applicant", "applicant");
        }
        return new Header.Applicant(required(node.path("name"), "/applicant/name"), email, phone);
    }

    private List<Header.Law> laws(JsonNode nodes) {
        List<Header.Law> laws = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String url = nodes.get(i).path("url").asText("");
            laws.add(new Header.Law(required(nodes.get(i).path("text"), "/law/" + i), url.isEmpty() ? "" : link(url, "/law/" + i + "/url")));
        }
        if (laws.isEmpty()) {
            faults.at(source, "/law", "law");
        }
        return laws;
    }

    private String link(String url, String pointer) {
        if (!url.matches("https://[^\\s<>\"]{3,400}")) {
            faults.at(source, pointer, "link", url);
        }
        return url;
    }

    private String required(JsonNode node, String pointer) {
        if (node.asText("").isBlank()) {
            faults.at(source, pointer, "empty");
        }
        return node.asText("");
    }

    private @Nullable Period period(JsonNode node, String pointer) {
        try {
            Period period = Period.parse(node.asText());
            if (!period.isNegative() && !period.isZero()) {
                return period;
            }
        } catch (DateTimeException malformed) {
            // said below, as for a period of nothing
        }
        faults.at(source, pointer, "period", node.asText());
        return null;
    }

    private <E extends Enum<E>> Optional<E> one(Class<E> type, String key) {
        return Codes.one(type, source.root().path(key).asText(), source, "/" + key, faults);
    }

    private <E extends Enum<E>> Set<E> several(Class<E> type, String key, boolean needed) {
        Set<E> all = EnumSet.noneOf(type);
        source.root().path(key).forEach(word -> Codes.one(type, word.asText(), source, "/" + key, faults).ifPresent(all::add));
        if (needed && all.isEmpty()) {
            faults.at(source, "/" + key, "empty");
        }
        return all;
    }
}
