package org.parvis.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Json;
import org.parvis.api.data.Database;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.privacy.Export;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.LongDate;
import org.parvis.api.view.Themes;

/** All data of a person as a ZIP: for machines as JSON, for people as HTML; each record is written as soon as it is read. */
final class PersonZip {
    private final Database database;
    private final ActivePlugins plugins;
    private final Tenants tenants;
    private final Themes themes;
    private final Locale language;
    private final Instant now;

    PersonZip(Database database, ActivePlugins plugins, Tenants tenants, Themes themes, Locale language, Instant now) {
        this.database = database;
        this.plugins = plugins;
        this.tenants = tenants;
        this.themes = themes;
        this.language = language;
        this.now = now;
    }

    void write(List<TenantId> where, Person person, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("donnees.json"));
        writeJson(where, person, zip);
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry("donnees.html"));
        writeHtml(where, person, zip);
        zip.closeEntry();
        zip.finish();
    }

    private void each(TenantId tenant, Person person, Export export) throws IOException {
        for (PersonalData data : plugins.of(PersonalData.class)) {
            data.export(database.of(tenant), person, export);
        }
    }

    private void writeJson(List<TenantId> where, Person person, OutputStream out) throws IOException {
        write(out, "{\"exported\":" + Json.of(now.toString()) + ",\"records\":[");
        String[] separator = {"\n"};
        for (TenantId tenant : where) {
            each(tenant, person, (processing, title, fields) -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                fields.forEach(field -> values.put(field.name(), field.value()));
                Map<String, Object> record = new LinkedHashMap<>();
                record.put("tenant", name(tenant));
                record.put("processing", processing);
                record.put("title", title);
                record.put("data", values);
                write(out, separator[0] + Json.of(record));
                separator[0] = ",\n";
            });
        }
        write(out, "\n]}\n");
    }

    private void writeHtml(List<TenantId> where, Person person, OutputStream out) throws IOException {
        Map<String, String> purposes = new LinkedHashMap<>();
        plugins.of(PersonalData.class).forEach(data -> data.processings().forEach(processing -> purposes.put(processing.id(), processing.purposeKey())));
        String title = escaped(text("privacy.export.title"));
        write(out, "<!DOCTYPE html>\n<html lang=\"" + language.getLanguage() + "\">\n<head><meta charset=\"utf-8\"><title>" + title + "</title>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<style>body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}dd{margin:0 0 .5rem;overflow-wrap:anywhere}"
                + "section{border-top:1px solid #767676;margin-top:1.5rem}</style></head>\n<body><main><h1>" + title + "</h1>\n<p>"
                + escaped(text("privacy.export.lead", LongDate.of(LocalDate.ofInstant(now, ZoneId.of("UTC")), language))) + "</p>\n");
        for (TenantId tenant : where) {
            each(tenant, person, (processing, record, fields) -> write(out, html(tenant, purposes.getOrDefault(processing, processing), record, fields)));
        }
        write(out, "</main></body></html>\n");
    }

    private String html(TenantId tenant, String purposeKey, String record, List<Export.Field> fields) {
        StringBuilder html = new StringBuilder("<section><h2>").append(escaped(record)).append("</h2>\n<p>").append(escaped(name(tenant))).append(" – ")
                .append(escaped(text(purposeKey))).append("</p>\n<dl>");
        for (Export.Field field : fields) {
            html.append("<dt>").append(escaped(text(field.labelKey()))).append("</dt><dd>").append(escaped(shown(tenant, field.value()))).append("</dd>\n");
        }
        return html.append("</dl></section>\n").toString();
    }

    private String shown(TenantId tenant, @Nullable Object value) {
        if (value == null || value.toString().isEmpty()) {
            return "–";
        }
        if (value instanceof Instant moment) {
            ZoneId zone = tenants.byId(tenant).map(site -> site.tenant().zone()).orElse(ZoneId.of("UTC"));
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT).withLocale(language).format(moment.atZone(zone));
        }
        if (value instanceof Boolean yes) {
            return text(yes ? "privacy.yes" : "privacy.no");
        }
        return value instanceof LocalDate day ? LongDate.of(day, language) : value.toString();
    }

    private String name(TenantId tenant) {
        return tenants.byId(tenant).map(Site::tenant).map(one -> one.name().name()).orElseGet(() -> tenant.value().toString());
    }

    private String text(String key, Object... arguments) {
        return themes.text("base", plugins, language, key, arguments);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
