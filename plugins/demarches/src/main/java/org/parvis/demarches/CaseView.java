package org.parvis.demarches;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.calendar.PublicHolidays.Region;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.clock.Deadlines;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Screens;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;

/** Files as pages, letters and exports show them. */
@Component(service = CaseView.class)
public final class CaseView {
    private final Procedures procedures;
    private final Attachments attachments;
    private final Wording wording;
    private final Tenants tenants;

    @Activate
    public CaseView(@Reference Procedures procedures, @Reference Attachments attachments, @Reference Wording wording, @Reference Tenants tenants) {
        this.procedures = procedures;
        this.attachments = attachments;
        this.wording = wording;
        this.tenants = tenants;
    }

    /**
     * What is said of a file.
     *
     * @param kind of its state, in lower case
     * @param closed when it was closed, or null
     * @param silenceOn the day with whose end silence decides, or null
     * @param silence what silence means, in lower case
     * @param awaited last day for pieces that are awaited, or null
     * @param over whether silence has decided
     */
    public record Facts(
            String id, String number, String procedure, String title, String subject, String state, String stateHint, String kind, String applicant, String email,
            String phone, String channel, Instant received, @Nullable Instant closed, @Nullable LocalDate silenceOn, String silence, @Nullable LocalDate awaited,
            boolean over, String assignee, int revision, LocalDate acknowledgeBy) {}

    /** Answers of a step. */
    public record Part(String label, List<Widget.Answer> answers) {}

    /** A line of the history, oldest first; {@code what} is a text of the procedure for what its workflow did, or empty. */
    public record Line(Instant at, String kind, String what, String author, boolean agentsOnly, List<String> body, List<Widget.Attached> files) {}

    public Procedure procedure(CaseFile file) {
        return procedures.of(file);
    }

    /** What silence means for the file, with its answers as they are now. */
    Header.Silence silence(CaseFile file) {
        return procedure(file).header().silence().of(file.answers());
    }

    public Deadlines deadlines(Site site, CaseFile file, Instant now) {
        return Clocks.of(site.tenant(), Region.of(site.tenant(), tenants), silence(file), file.clock(), now);
    }

    public Facts facts(Site site, CaseFile file, Wanted wanted, Instant now) {
        Procedure procedure = procedure(file);
        Deadlines deadlines = deadlines(site, file, now);
        String state = file.stand().state();
        return new Facts(
                file.id().toString(), file.number(), procedure.id(), procedure.title(wanted), file.subject(), state(site, procedure, state, wanted),
                procedure.texts().text(wanted, "state." + state + ".description"), file.stand().kind().name().toLowerCase(Locale.ROOT), file.applicant().name(),
                file.applicant().email(), file.applicant().phone(), file.channel().name().toLowerCase(Locale.ROOT), file.receivedAt(),
                file.stand().closedAt(), file.closed() ? null : deadlines.silenceOn(), silence(file).means().code(), deadlines.awaitedUntil(),
                deadlines.over(now), file.assignee() == null ? "" : file.assignee().name(), file.revision(), deadlines.acknowledgementBy());
    }

    /** A state in words: the procedure's own, or one in which a file ends outside of its workflow. */
    public String state(Site site, Procedure procedure, String state, Wanted wanted) {
        return Closing.outside(state)
                ? wording.text(site, Locale.forLanguageTag(wanted.language()), "demarches.state." + state.substring(1))
                : procedure.texts().text(wanted, "state." + state);
    }

    public Screen screen(CaseFile file, Site site, Wanted wanted) {
        return new Screen(procedure(file), wanted, files(site, file));
    }

    public List<Part> parts(CaseFile file, Site site, Wanted wanted) {
        Screen screen = screen(file, site, wanted);
        List<Part> parts = new ArrayList<>();
        for (Screens.Step step : procedure(file).screens().shown(file.answers().json())) {
            parts.add(new Part(screen.label(step.key()), screen.answers(step, file.answers())));
        }
        return parts;
    }

    /** With the words of the version on which the file was at the time. */
    public List<Line> lines(CaseFile file, List<Entry> entries, Site site, Wanted wanted) {
        List<Integer> versions = OnVersions.of(entries, file.version());
        Function<String, Optional<Attachment>> files = files(site, file);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            lines.add(new Line(
                    entry.at(), entry.kind().name().toLowerCase(Locale.ROOT), what(procedures.version(file.procedure(), versions.get(i)), entry, wanted),
                    entry.author(), entry.agentsOnly(), entry.body().lines().toList(),
                    entry.attachments().stream().flatMap(id -> files.apply(id).stream()).map(CaseView::attached).toList()));
        }
        return lines;
    }

    /** All of a file's are read at once, when the first of them is asked for. */
    private Function<String, Optional<Attachment>> files(Site site, CaseFile file) {
        Map<String, Attachment> known = new HashMap<>();
        return id -> {
            if (known.isEmpty()) {
                attachments.of(site.id(), Drafts.FILES, file.id().toString()).forEach(one -> known.put(one.id(), one));
            }
            return Optional.ofNullable(known.get(id));
        };
    }

    private static String what(Procedure procedure, Entry entry, Wanted wanted) {
        return procedure.workflow().byId(entry.about())
                .map(way -> procedure.texts().text(wanted, "state." + way.to()))
                .or(() -> entry.kind() == Entry.Kind.RECEIVED ? Optional.of(procedure.texts().text(wanted, "state." + procedure.workflow().initial())) : Optional.empty())
                .orElse(entry.about());
    }

    private static Widget.Attached attached(Attachment file) {
        return new Widget.Attached(file.id(), file.fileName(), Pieces.path(file), Widget.kilobytes(file.size()));
    }

    /** Whether the citizen can send what was asked for. */
    public boolean awaits(CaseFile file) {
        return procedure(file).workflow().by(Workflow.Actor.CITIZEN, file.stand().state(), Workflow.Kind.OPEN).isPresent();
    }

    /** Whether the citizen can withdraw the request. */
    public boolean withdrawable(CaseFile file) {
        return procedure(file).workflow().by(Workflow.Actor.CITIZEN, file.stand().state(), Workflow.Kind.CLOSED).isPresent();
    }
}
