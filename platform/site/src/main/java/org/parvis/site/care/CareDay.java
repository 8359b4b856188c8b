package org.parvis.site.care;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;
import org.parvis.api.view.LongDate;

/** What an agent looks after and should verify. */
@Component
public final class CareDay implements DayItems {

    private static final Kind KIND = new Kind(
            "site.care", "site.care.day.label", CareDesk.PERMISSION,
            List.of(new Action("right", "site.care.right", "site.care.right.question", "site.care.right.done")));

    private final Care care;
    private final CareTexts texts;

    @Activate
    public CareDay(@Reference Care care, @Reference CareTexts texts) {
        this.care = care;
        this.texts = texts;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        return care.due(asked.agent(), asked.tenants(), asked.now()).stream()
                .sorted(Comparator.comparing(care::due))
                .limit(asked.limit())
                .map(cared -> item(cared, asked))
                .toList();
    }

    private Item item(Cared cared, Asked asked) {
        LocalDate since = cared.since();
        LocalDate verified = cared.verified();
        Locale language = Locale.forLanguageTag(asked.agent().language());
        String day = verified == null ? "" : LongDate.of(verified, language);
        return new Item(
                cared.tenant(), cared.id().toString(), texts.title(cared, language), verified == null ? "site.care.day.never" : "site.care.day.since",
                List.of(day), CareTexts.path(cared), null, false,
                since == null ? asked.now() : since.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @Override
    public int act(Deed deed) {
        if (!deed.action().equals("right")) {
            throw new IllegalArgumentException(deed.action());
        }
        LocalDate today = deed.now().atZone(ZoneOffset.UTC).toLocalDate();
        List<Cared> due = care.all(deed.tenant()).stream()
                .filter(cared -> deed.ids().contains(cared.id().toString()) && !care.due(cared).isAfter(today))
                .toList();
        care.verify(deed.tenant(), due, today, deed.agent());
        return due.size();
    }
}
