package org.parvis.documents.pdf;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.parvis.api.document.Documents.Printed;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Frame;
import org.parvis.api.view.FrameSource;
import org.parvis.documents.Workers;
import org.parvis.documents.qr.ZxingQrCodes;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;

/** Documents of a template that a test writes, with a logo and a frame with an address. */
final class Sample {
    static final Instant MADE = Instant.parse("2026-11-22T10:00:00Z");

    private static final String PATH = "templates/documents/sample.ftlh";
    private static final Map<String, Object> CONTACT = Map.of(
            "name", "Mairie d’Œuvre-sur-Sample", "street", "1 place de l’Exemple", "postalCode", "00000", "city", "Sample", "phone",
            "00 00 00 00 00", "email", "mairie@example.org");

    final Site site = FakeRequestSites.RODEZ.with(new Look("base", Map.of("color-primary", "#7a1f3d"), "logo-1", null));
    final PrintedDocuments documents;

    Sample(String template) {
        Pages pages = Pages.of("documents");
        FakePlugins plugins = FakePlugins.of("documents", frame()).speaking(with(pages.plugins(), template));
        documents = new PrintedDocuments(pages.renderer(), plugins, (tenant, id, widest) -> Optional.of(logo()), new Workers());
    }

    /** A page of what the layout has to do with: headings, a list, a table, a note, a code, a link. */
    static String template() {
        return """
                <#import "/layout/print.ftlh" as print>
                <@print.page>
                <h1>Certificat d’affichage — n° 7</h1>
                <p>Le maire <strong>certifie</strong> que l’acte <em>« Œuvre à l’école »</em> a paru le ${date(document.made, "long")} ; 12 € &amp; plus.</p>
                <h2>L’acte</h2>
                <table><caption>Description</caption><thead><tr><th scope="col">Donnée</th><th scope="col">Valeur</th></tr></thead>
                <tbody><tr><th scope="row">Nature</th><td>Délibération</td></tr><tr><th scope="row">Date</th><td>12 novembre 2026</td></tr></tbody></table>
                <ul><li>Premier point</li><li>Second point</li></ul>
                <h3>Détail</h3>
                <p class="note">À conserver.</p>
                <p><img class="qr" src="picture:qr" alt="Code QR de l’adresse de l’acte"> <a href="https://example.org/actes/7">example.org/actes/7</a></p>
                <h2>Fin</h2>
                <p>Fait à Sample.</p>
                </@print.page>
                """;
    }

    Printed printed() {
        byte[] qr = new ZxingQrCodes().png("https://example.org/actes/7", 4);
        return new Printed(site, Locale.FRENCH, "Certificat n° 7", MADE, "documents/sample", Map.of(), Map.of("qr", qr));
    }

    byte[] pdf() {
        return documents.pdf(printed());
    }

    private static FrameSource frame() {
        return new FrameSource() {
            @Override
            public boolean desk() {
                return false;
            }

            @Override
            public Frame frame(Asked asked) {
                return new Frame(Map.of("frame", Map.of("title", "Sample", "contact", CONTACT)), Set.of(), null);
            }
        };
    }

    private static ActivePlugins with(ActivePlugins module, String template) {
        return (ActivePlugins) Proxy.newProxyInstance(Sample.class.getClassLoader(), new Class<?>[] {ActivePlugins.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("plugins")) {
                // Each template is another version: templates of one are parsed once.
                return module.plugins().stream().map(plugin -> new PluginRef(plugin.id(), String.valueOf(template.hashCode()))).toList();
            }
            if (method.getName().equals("resource") && PATH.equals(arguments[1])) {
                return Optional.<InputStream>of(new ByteArrayInputStream(template.getBytes(StandardCharsets.UTF_8)));
            }
            if (method.getName().equals("resources") && ((PluginRef) arguments[0]).id().equals("documents")) {
                return resources(module, (PluginRef) arguments[0], (String) arguments[1]);
            }
            return method.invoke(module, arguments);
        });
    }

    private static List<String> resources(ActivePlugins module, PluginRef plugin, String folder) {
        List<String> all = new ArrayList<>(module.resources(plugin, folder));
        String name = name(folder);
        if (name != null) {
            all.add(name);
        }
        return all;
    }

    private static @Nullable String name(String folder) {
        return folder.startsWith("templates") ? PATH.substring("templates/".length()) : null;
    }

    private static byte[] logo() throws IOException {
        BufferedImage picture = new BufferedImage(120, 150, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(0x7a1f3d));
        pen.fillRect(0, 0, 120, 150);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }
}
