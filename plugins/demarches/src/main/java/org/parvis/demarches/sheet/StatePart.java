package org.parvis.demarches.sheet;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.content.RichText;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** What a page shows of a sheet of service-public.fr, with what the commune adds: its contact, its own procedure. */
@Component(service = StatePart.class)
public final class StatePart {
    private final StateSheets sheets;
    private final Offers offers;
    private final RichText richText;

    @Activate
    public StatePart(@Reference StateSheets sheets, @Reference Offers offers, @Reference RichText richText) {
        this.sheets = sheets;
        this.offers = offers;
        this.richText = richText;
    }

    /**
     * The State's part.
     *
     * @param html in French; null: the sheet was not taken in (yet), its address is there
     * @param townHall whether it sends people to their town hall
     */
    public record State(String id, String title, @Nullable Html html, @Nullable LocalDate modified, boolean townHall) {}

    /** The procedure of the commune for the same thing. */
    public record Local(String id, String title) {}

    /** Adds {@code state} and {@code local} to the model of a page. */
    public void add(TenantId tenant, Offers.Offered offered, Wanted wanted, Map<String, Object> model) {
        Procedure procedure = offered.procedure();
        procedure.header().sheet().ifPresent(id -> {
            Optional<StateSheet> sheet = sheets.find(id);
            model.put("state", new State(
                    id, sheet.map(StateSheet::title).orElse(""), sheet.map(one -> new Html(richText.sanitise(one.html()))).orElse(null),
                    sheet.map(StateSheet::modified).orElse(null), sheet.map(StateSheet::townHall).orElse(false)));
        });
        String local = offered.offer().text(Offer.LOCAL);
        if (!local.isEmpty()) {
            offers.offered(tenant, local).ifPresent(own -> model.put("local", new Local(local, own.procedure().title(wanted))));
        }
    }
}
