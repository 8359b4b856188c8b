package org.parvis.demarches;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.stats.Series;
import org.parvis.api.stats.StatisticsSource;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Requests by channel and by procedure, ends by outcome, time to answer, satisfied people; counted when they happen, since files are erased. */
@Component(service = StatisticsSource.class)
public final class DemarchesStatistics implements StatisticsSource {
    static final String RECEIVED = "demarches.stats.received";
    public static final String CLOSED = "demarches.stats.closed";
    static final String SATISFIED = "demarches.stats.satisfied";
    static final String PROCEDURE = "demarches.stats.procedure";
    static final String ANSWER = "demarches.stats.answer";
    /** Procedures that the operator adds were once counted together. */
    private static final String OTHER = "other";

    private final Procedures procedures;

    @Activate
    public DemarchesStatistics(@Reference Procedures procedures) {
        this.procedures = procedures;
    }

    @Override
    public List<Series> series() {
        return List.of(
                Series.counted(RECEIVED), Series.counted(PROCEDURE), Series.counted(CLOSED), new Series(ANSWER, Series.Unit.MEAN_HOURS, "", null),
                Series.countedShare(SATISFIED, "yes"));
    }

    /** A procedure by its title; one that is gone by its id. */
    @Override
    public Optional<String> name(Series series, String part, Locale language) {
        if (!series.id().equals(PROCEDURE) || part.equals(OTHER)) {
            return Optional.empty();
        }
        return Optional.ofNullable(procedures.every().get(part)).map(procedure -> procedure.texts().text(Wanted.of(language), "title")).or(() -> Optional.of(part));
    }
}
