package org.parvis.demarches.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes HTML of a sheet: headings from h2, paragraphs, lists, tables, quotes, emphasis, links. Every word is escaped and every tag is one
 * of ours; what has no meaning here is left out, its words are not.
 */
final class SheetHtml {
    private static final String STATE = "https://www.service-public.fr/particuliers/vosdroits/";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]{3,1000}");
    private static final Set<String> SECTIONS = Set.of("Chapitre", "SousChapitre", "Situation", "Cas");
    private static final Set<String> NOTES = Set.of("ANoter", "ASavoir", "Attention", "Rappel", "Avertissement");
    private static final Set<String> LEFT_OUT = Set.of("Image", "Video", "PivotLocal", "Source", "Colonne");
    private static final Set<String> INLINE =
            Set.of("MiseEnEvidence", "Expression", "Exposant", "Indice", "LienExterne", "LienInterne", "LienIntra", "Valeur", "Abreviation");
    private static final int DEEPEST_HEADING = 4;

    private final StringBuilder out = new StringBuilder();

    private SheetHtml() {}

    static String of(Node.Tag publication) {
        SheetHtml html = new SheetHtml();
        publication.tags("Introduction", "Avertissement", "Texte", "ListeSituations").forEach(part -> html.blocks(part.children(), 2));
        html.links("Services en ligne et formulaires", publication.tags("ServiceEnLigne").toList());
        html.links("Où s’adresser\u00a0?", publication.tags("OuSAdresser").toList());
        html.definitions(publication.tags("Definition").toList());
        html.links("Pour en savoir plus", publication.tags("PourEnSavoirPlus", "SiteInternetPublic").toList());
        html.links("Textes de référence", publication.tags("Reference").toList());
        return html.out.toString();
    }

    private void blocks(List<Node> nodes, int level) {
        List<Node> run = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Node.Tag tag && !INLINE.contains(tag.name())) {
                paragraph(run);
                run.clear();
                block(tag, level);
            } else {
                run.add(node);
            }
        }
        paragraph(run);
    }

    private void block(Node.Tag tag, int level) {
        String name = tag.name();
        if (LEFT_OUT.contains(name)) {
            return;
        }
        if (SECTIONS.contains(name)) {
            tag.first("Titre").ifPresent(title -> heading(title, level));
            blocks(without(tag, "Titre"), level + 1);
        } else if (NOTES.contains(name)) {
            out.append("<blockquote>");
            blocks(tag.children(), level + 1);
            out.append("</blockquote>");
        } else {
            switch (name) {
                case "Paragraphe" -> paragraph(tag.children());
                case "Titre" -> strong(tag);
                case "Liste" -> list(tag, level);
                case "Tableau" -> table(tag);
                case "ServiceEnLigne", "OuSAdresser", "LienExterneCommente", "PourEnSavoirPlus", "Reference" -> {
                    out.append("<p>");
                    link(tag);
                    out.append("</p>");
                }
                default -> blocks(tag.children(), level);
            }
        }
    }

    private static List<Node> without(Node.Tag tag, String name) {
        Optional<Node.Tag> left = tag.first(name);
        return tag.children().stream().filter(child -> left.isEmpty() || child != left.get()).toList();
    }

    private void heading(Node.Tag title, int level) {
        String words = title.words();
        if (!words.isEmpty()) {
            int h = Math.min(level, DEEPEST_HEADING);
            out.append("<h").append(h).append('>').append(escaped(words)).append("</h").append(h).append('>');
        }
    }

    private void strong(Node.Tag title) {
        String words = title.words();
        if (!words.isEmpty()) {
            out.append("<p><strong>").append(escaped(words)).append("</strong></p>");
        }
    }

    private void paragraph(List<Node> nodes) {
        String words = inline(nodes).strip();
        if (!words.isEmpty()) {
            out.append("<p>").append(words).append("</p>");
        }
    }

    private void list(Node.Tag list, int level) {
        String name = list.attribute("type").equals("numero") ? "ol" : "ul";
        list.first("Titre").ifPresent(this::strong);
        out.append('<').append(name).append('>');
        list.tags("Item").forEach(item -> {
            out.append("<li>");
            List<Node.Tag> parts = item.children().stream().filter(Node.Tag.class::isInstance).map(Node.Tag.class::cast).toList();
            if (parts.size() == 1 && parts.get(0).name().equals("Paragraphe")) {
                out.append(inline(parts.get(0).children()).strip());
            } else {
                blocks(item.children(), level);
            }
            out.append("</li>");
        });
        out.append("</").append(name).append('>');
    }

    private void table(Node.Tag table) {
        out.append("<table>");
        table.first("Titre").map(Node.Tag::words).filter(words -> !words.isEmpty()).ifPresent(words -> out.append("<caption>").append(escaped(words)).append("</caption>"));
        List<Node.Tag> rows = table.tags("Rangée").toList();
        List<Node.Tag> heads = rows.stream().filter(row -> row.attribute("type").equals("header")).toList();
        if (!heads.isEmpty()) {
            out.append("<thead>");
            heads.forEach(row -> row(row, "th scope=\"col\"", "th"));
            out.append("</thead>");
        }
        out.append("<tbody>");
        rows.stream().filter(row -> !heads.contains(row)).forEach(row -> row(row, "td", "td"));
        out.append("</tbody></table>");
    }

    private void row(Node.Tag row, String begin, String end) {
        out.append("<tr>");
        row.tags("Cellule").forEach(cell -> out.append('<').append(begin).append('>').append(inline(cell.children()).strip()).append("</").append(end).append('>'));
        out.append("</tr>");
    }

    private void links(String title, List<Node.Tag> tags) {
        if (tags.isEmpty()) {
            return;
        }
        out.append("<h2>").append(title).append("</h2><ul>");
        tags.forEach(tag -> {
            out.append("<li>");
            link(tag);
            out.append("</li>");
        });
        out.append("</ul>");
    }

    private void definitions(List<Node.Tag> tags) {
        if (tags.isEmpty()) {
            return;
        }
        out.append("<h2>Définitions</h2>");
        tags.forEach(tag -> {
            out.append("<h3>").append(escaped(tag.first("Titre").map(Node.Tag::words).orElse(""))).append("</h3>");
            blocks(without(tag, "Titre"), DEEPEST_HEADING);
        });
    }

    /** Something that is elsewhere: its title, where it is, and what is said of it. */
    private void link(Node.Tag tag) {
        String title = tag.first("Titre").map(Node.Tag::words).orElse("");
        Optional<Node.Tag> web = tag.first("RessourceWeb").or(() -> tag.first("LienWeb"));
        String address = Optional.of(tag.attribute("URL")).filter(url -> !url.isEmpty()).or(() -> web.map(there -> there.attribute("URL"))).orElse("");
        if (title.isEmpty()) {
            out.append(inline(tag.children()).strip());
            return;
        }
        out.append(anchor(address, escaped(title)));
        tag.first("Complement").map(Node.Tag::words).filter(words -> !words.isEmpty()).ifPresent(words -> out.append(" – ").append(escaped(words)));
    }

    private static String inline(List<Node> nodes) {
        StringBuilder words = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof Node.Text text) {
                words.append(escaped(text.text().replaceAll("\\s+", " ")));
            } else {
                words.append(inline((Node.Tag) node));
            }
        }
        return words.toString();
    }

    private static String inline(Node.Tag tag) {
        String words = inline(tag.children());
        return switch (tag.name()) {
            case "MiseEnEvidence" -> "<strong>" + words + "</strong>";
            case "Expression" -> "<em>" + words + "</em>";
            case "Exposant" -> "<sup>" + words + "</sup>";
            case "Indice" -> "<sub>" + words + "</sub>";
            case "LienExterne" -> anchor(tag.attribute("URL"), words);
            case "LienInterne", "LienIntra" -> tag.attribute("LienPublication").matches("[FNR][0-9]{1,6}") ? anchor(STATE + tag.attribute("LienPublication"), words) : words;
            case "Paragraphe", "Item", "Titre" -> " " + words + " ";
            default -> LEFT_OUT.contains(tag.name()) ? "" : words;
        };
    }

    private static String anchor(String address, String words) {
        return ADDRESS.matcher(address).matches() && !words.isBlank() ? "<a href=\"" + escaped(address) + "\">" + words.strip() + "</a>" : words;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
