package org.parvis.payments;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.content.Csv;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.payment.Euros;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Themes;

/** The journal of the régisseur: what came in on a day; the same as a CSV file, for a day or a month. */
@Component(service = {Routes.class, DeskMenu.class})
public final class JournalDesk implements Routes, DeskMenu {
    private static final String PATH = "/paiements-journal";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Ledger ledger;
    private final Audit audit;
    private final Themes themes;
    private final Plugins plugins;

    @Activate
    public JournalDesk(@Reference Ledger ledger, @Reference Audit audit, @Reference Themes themes, @Reference Plugins plugins) {
        this.ledger = ledger;
        this.audit = audit;
        this.themes = themes;
        this.plugins = plugins;
    }

    /** A line of the journal in words. */
    public record Row(String kind, String time, String number, String path, String reference, String object, String payer, String means, String amount,
            String by, String remark) {}

    /** What came in by one means. */
    public record Sum(String means, String amount) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("payments.journal.title", PATH, Access.LEDGER, Group.SERVICES, "calendar", 41));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::day).reads("jour").requires(Access.LEDGER),
                Route.deskGet(PATH + "/export.csv", this::csv).reads("jour", "mois").requires(Access.LEDGER));
    }

    private static LocalDate today(Request request) {
        return LocalDate.ofInstant(request.now(), request.site().tenant().zone());
    }

    private static LocalDate wanted(Request request) {
        return request.query("jour").map(typed -> day(typed, "")).orElseGet(() -> today(request));
    }

    /** @param rest what has to be added to make a day of it */
    private static LocalDate day(String typed, String rest) {
        try {
            LocalDate day = LocalDate.parse(typed + rest);
            // Neither database has the years that a LocalDate can name.
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException malformed) {
            // There is no such day: said below.
        }
        throw new NotFound();
    }

    private Response day(Request request) {
        LocalDate day = wanted(request);
        List<Journal.Line> lines = Journal.of(ledger.of(request.tenant()), day);
        read(request, "payments.journal", day.toString());
        Map<String, Object> model = new HashMap<>();
        model.put("day", day);
        model.put("before", day.minusDays(1).toString());
        if (day.isBefore(today(request))) {
            model.put("after", day.plusDays(1).toString());
        }
        model.put("month", YearMonth.from(day).toString());
        model.put("rows", lines.stream().map(line -> row(request, line)).toList());
        model.put("sums", Journal.sums(lines).entrySet().stream().map(sum -> new Sum(sum.getKey(), Euros.text(sum.getValue(), request.language()))).toList());
        model.put("total", Euros.text(Journal.total(lines), request.language()));
        return Response.view("payments/desk-journal", model);
    }

    private static Row row(Request request, Journal.Line line) {
        return new Row(
                line.kind().name().toLowerCase(Locale.ROOT), time(request.site(), line.moment()), line.number(), Ledger.DESK + "/" + line.payment(),
                line.reference(), line.object(), line.payer(), line.means(), Euros.text(line.cents(), request.language()), line.by(), line.remark());
    }

    private static String time(Site site, @Nullable Instant moment) {
        return moment == null ? "" : TIME.format(LocalTime.ofInstant(moment, site.tenant().zone()));
    }

    private Response csv(Request request) {
        String month = request.query("mois").orElse("");
        LocalDate first = month.isEmpty() ? wanted(request) : day(month, "-01");
        LocalDate last = month.isEmpty() ? first : YearMonth.from(first).atEndOfMonth();
        StringBuilder out = new StringBuilder(Csv.BOM).append(Csv.line(
                text(request, "payments.csv.day"), text(request, "payments.csv.time"), text(request, "payments.csv.kind"), text(request, "payments.csv.number"),
                text(request, "payments.csv.reference"), text(request, "payments.csv.object"), text(request, "payments.csv.payer"),
                text(request, "payments.csv.means"), text(request, "payments.csv.in"), text(request, "payments.csv.out"), text(request, "payments.csv.agent"),
                text(request, "payments.csv.remark")));
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (Journal.Line line : Journal.of(ledger.of(request.tenant()), day)) {
                out.append(Csv.line(
                        day, time(request.site(), line.moment()), text(request, "payments.journal." + line.kind().name().toLowerCase(Locale.ROOT)), line.number(),
                        line.reference(), line.object(), line.payer(), text(request, "payments.means." + line.means()), amount(line.cents()), amount(-line.cents()), line.by(), line.remark()));
            }
        }
        String name = month.isEmpty() ? first.toString() : month;
        read(request, "payments.export", name);
        return Response.text("text/csv", out.toString()).header("Content-Disposition", "attachment; filename=\"encaissements-" + name + ".csv\"");
    }

    /** As French office programs read a number; nothing in the column of the other sign. */
    private static String amount(long cents) {
        return cents < 0 ? "" : BigDecimal.valueOf(cents, 2).toPlainString().replace('.', ',');
    }

    private String text(Request request, String key) {
        return themes.text(request.site().look().theme(), plugins.of(request.tenant()), request.language(), key);
    }

    private void read(Request request, String action, String what) {
        ledger.of(request.tenant()).write(transaction -> audit.record(transaction, AuditEntry.by(request.signedIn(), action, what)));
    }
}
