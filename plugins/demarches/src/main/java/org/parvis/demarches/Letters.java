package org.parvis.demarches;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Database;
import org.parvis.api.document.Documents;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Letter;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Makes the letters that a transition sends, as PDF files kept with the file. */
@Component(service = Letters.class)
public final class Letters {
    private final CaseView view;
    private final Offers offers;
    private final Wording wording;
    private final Documents documents;
    private final Attachments attachments;
    private final Database database;

    @Activate
    public Letters(
            @Reference CaseView view,
            @Reference Offers offers,
            @Reference Wording wording,
            @Reference Documents documents,
            @Reference Attachments attachments,
            @Reference Database database) {
        this.view = view;
        this.offers = offers;
        this.wording = wording;
        this.documents = documents;
        this.attachments = attachments;
        this.database = database;
    }

    /**
     * Makes a letter in French and keeps it; who reads English finds a translation below, if the procedure has one.
     *
     * @param given what the agent filled in, by name, as a language says it
     */
    Attachment make(Site site, CaseFile file, String document, Function<Locale, Map<String, String>> given, Instant now) {
        Procedure procedure = view.procedure(file);
        Letter letter = procedure.letter(document, Texts.FRENCH).orElseThrow(() -> new IllegalStateException("no letter " + document));
        List<Letter.Block> blocks = letter.fill(values(site, file, given.apply(Locale.FRENCH), now, Locale.FRENCH));
        Locale read = Locale.forLanguageTag(file.applicant().language());
        List<Letter.Block> translation = read.getLanguage().equals(Texts.FRENCH)
                ? List.of()
                : procedure.letter(document, read.getLanguage()).map(other -> other.fill(values(site, file, given.apply(read), now, read))).orElse(List.of());
        String title = procedure.texts().text(Cases.COMMUNE, "document." + document);
        Offer offer = offers.offer(site.id(), file.procedure());
        // First name, name and capacity of who decides, and the service; no signature is wanted on what a téléservice notifies (CRPA, L212-1 and L212-2).
        // Whom the commune did not name decides by office.
        Map<String, Object> model = Map.of(
                "blocks", blocks, "translation", translation, "language", read.getLanguage(), "signer", offer.text(Offer.SIGNER), "capacity",
                offer.unsigned() ? wording.office(site, Locale.FRENCH) : offer.text(Offer.CAPACITY), "service", wording.service(site, Locale.FRENCH, offer));
        byte[] pdf = documents.pdf(new Documents.Printed(site, Locale.FRENCH, title + " " + file.number(), now, "demarches/letter", model, Map.of()));
        return keep(site.id(), file.id(), Slug.of(title) + "-" + file.number() + ".pdf", pdf);
    }

    /** Whether letters of a procedure go out without a name. */
    boolean unsigned(TenantId tenant, String procedure) {
        return offers.offer(tenant, procedure).unsigned();
    }

    /** Keeps a document with its file. */
    public Attachment keep(TenantId tenant, UUID file, String name, byte[] pdf) {
        return OneFile.pdf(name, pdf).store(attachments, tenant, file);
    }

    /** Throws letters away that nobody got. */
    public void discard(TenantId tenant, List<String> ids) {
        if (!ids.isEmpty()) {
            database.of(tenant).write(transaction -> attachments.delete(transaction, Drafts.FILES, ids));
        }
    }

    /** What letters and replies can say of a file, by name. */
    public Map<String, String> values(Site site, CaseFile file, Map<String, String> given, Instant now, Locale language) {
        Procedure procedure = view.procedure(file);
        Screen screen = view.screen(file, site, Wanted.of(language));
        Map<String, String> values = new HashMap<>();
        for (Field field : procedure.screens().asked(file.answers().json())) {
            values.put(field.path(), String.join("\n", screen.said(field, file.answers().at(field))));
        }
        values.putAll(given);
        values.put("number", file.number());
        values.put("applicant", file.applicant().name());
        values.put("received", Wording.date(site, file.receivedAt(), language));
        values.put("subject", file.subject());
        values.put("today", Wording.date(LocalDate.ofInstant(now, site.tenant().zone()), language));
        values.put("commune", site.tenant().name().name());
        values.put("contest", wording.contest(site, language, procedure, file.answers()));
        values.put("service", wording.service(site, language, offers.offer(site.id(), file.procedure())));
        return values;
    }
}
