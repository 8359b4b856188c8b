package org.parvis.demarches.desk;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachments;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.AwaitedTable;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Charges;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Entry;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Piece;
import org.parvis.demarches.Rates;
import org.parvis.demarches.Service;
import org.parvis.demarches.Services;
import org.parvis.demarches.Tie;
import org.parvis.demarches.Ways;
import org.parvis.demarches.Widget;
import org.parvis.demarches.Workers;
import org.parvis.demarches.cosign.Cosigners;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.reply.Replies;
import org.parvis.demarches.report.Reports;

/** The screen of a file in the back office, also as it comes back when something was refused: with what was typed. */
@Component(service = CasePage.class)
public final class CasePage {
    private static final int DAYS_GIVEN = 30;

    private final Cases cases;
    private final CaseView view;
    private final CaseAccess access;
    private final Ways ways;
    private final Workers workers;
    private final Attachments attachments;
    private final Replies replies;
    private final Reports reports;
    private final Cosigners cosigners;
    private final Charges charges;
    private final Rates rates;
    private final Services services;

    @Activate
    public CasePage(
            @Reference Cases cases,
            @Reference CaseView view,
            @Reference CaseAccess access,
            @Reference Ways ways,
            @Reference Workers workers,
            @Reference Attachments attachments,
            @Reference Replies replies,
            @Reference Reports reports,
            @Reference Cosigners cosigners,
            @Reference Charges charges,
            @Reference Rates rates,
            @Reference Services services) {
        this.cases = cases;
        this.view = view;
        this.access = access;
        this.ways = ways;
        this.workers = workers;
        this.attachments = attachments;
        this.replies = replies;
        this.reports = reports;
        this.cosigners = cosigners;
        this.charges = charges;
        this.rates = rates;
        this.services = services;
    }

    /** Something beyond the file; {@code path} of the other file below the base of the back office, or empty. */
    public record Beyond(String kind, String label, String path) {}

    /** The file of the address, for agents who may look at it. */
    public CaseFile file(Request request) {
        CaseFile file = cases.get(request.tenant(), Paths.uuid(request.variable("id")));
        access.require(request.signedIn(), request.tenant(), file.procedure());
        return file;
    }

    /** The file of the address, for agents who may work on it. */
    public CaseFile handled(Request request) {
        CaseFile file = file(request);
        if (!access.mayHandle(request.signedIn(), request.tenant(), file.procedure())) {
            throw new Forbidden();
        }
        return file;
    }

    Response show(Request request, CaseFile file) {
        return show(request, file, Map.of(), List.of());
    }

    /** With what was typed, and what is wrong with it. */
    Response show(Request request, CaseFile file, Map<String, String> typed, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        Agent agent = request.signedIn();
        boolean handles = access.mayHandle(agent, request.tenant(), file.procedure());
        Map<String, Object> model = contents(request.site(), file, EntryTable.of(cases.reader(request.tenant()), file.id()), wanted, request);
        model.put("ways", handles ? ways.of(agent, request.tenant(), file, wanted) : List.of());
        model.put("handles", handles);
        model.put("unsigned", ways.unsigned(request.tenant(), file.procedure()));
        model.put("ties", Tie.of(cases.reader(request.tenant()), file.id()).stream().map(tie -> beyond(request, file, tie)).toList());
        model.put("agents", workers.of(request.tenant()));
        model.put("replies", handles ? replies.choices(request.tenant(), file.procedure()) : List.of());
        model.put("service", services.at(request.tenant(), file.id()).map(Service::name).orElse(""));
        model.put("assignee", file.assignee() == null ? "" : file.assignee().id().toString());
        AwaitedTable.until(cases.reader(request.tenant()), file.id()).filter(until -> !file.closed() && !until.isAfter(request.now()))
                .ifPresent(until -> model.put("piecesOver", until.minusSeconds(1)));
        model.put("due", due(request));
        reports.find(request.site(), file.id()).ifPresent(report -> model.put("reportHidden", report.hidden()));
        model.put("rates", rates.tariff(request.site(), view.procedure(file), file, wanted));
        model.put("signatures", cosigners.shown(request.site(), file, view.procedure(file), wanted));
        model.put("typed", typed);
        model.put("errors", errors);
        AtDesk.say(request, model);
        return Response.view("demarches/desk-file", model);
    }

    /** What is in a file: facts, answers, history, attachments. */
    public Map<String, Object> contents(Site site, CaseFile file, List<Entry> entries, Wanted wanted, Request request) {
        List<CaseView.Part> parts = view.parts(file, site, wanted);
        List<CaseView.Line> lines = view.lines(file, entries, site, wanted);
        Map<String, Object> model = new HashMap<>();
        model.put("file", view.facts(site, file, wanted, request.now()));
        model.put("charges", charges.shown(site, view.procedure(file), file, wanted));
        model.put("parts", parts);
        model.put("lines", lines);
        model.put("pieces", pieces(site, file, parts, lines));
        return model;
    }

    /** The attachments that the screen of a file shows. */
    public List<Piece> pieces(Request request, CaseFile file) {
        Wanted wanted = Wanted.of(request.language());
        List<Entry> entries = EntryTable.of(cases.reader(request.tenant()), file.id());
        return pieces(request.site(), file, view.parts(file, request.site(), wanted), view.lines(file, entries, request.site(), wanted));
    }

    private Beyond beyond(Request request, CaseFile file, Tie tie) {
        if (tie.kind() != Tie.Kind.MERGED || tie.other() == null) {
            return new Beyond(tie.kind().name().toLowerCase(Locale.ROOT), tie.label(), "");
        }
        return tie.file().equals(file.id())
                ? new Beyond("merged", cases.find(request.tenant(), tie.other()).map(CaseFile::number).orElse(""), "/demarches/" + tie.other())
                : new Beyond("absorbed", tie.label(), "/demarches/" + tie.file());
    }

    /** Those that an answer or a line of the history names, in the order in which they came. */
    private List<Piece> pieces(Site site, CaseFile file, List<CaseView.Part> parts, List<CaseView.Line> lines) {
        Set<String> named = Stream.concat(
                        parts.stream().flatMap(part -> part.answers().stream()).flatMap(answer -> answer.files().stream()),
                        lines.stream().flatMap(line -> line.files().stream()))
                .map(Widget.Attached::id)
                .collect(Collectors.toSet());
        return named.isEmpty()
                ? List.of()
                : attachments.of(site.id(), Drafts.FILES, file.id().toString()).stream().filter(one -> named.contains(one.id())).map(Piece::of).toList();
    }

    /** The day that is proposed for what is awaited. */
    static String due(Request request) {
        return LocalDate.ofInstant(request.now(), request.site().tenant().zone()).plusDays(DAYS_GIVEN).toString();
    }

    public static Response done(Request request, CaseFile file, String what) {
        return AtDesk.done(request, "/demarches/" + file.id(), what);
    }
}
