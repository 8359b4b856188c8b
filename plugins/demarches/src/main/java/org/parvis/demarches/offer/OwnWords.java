package org.parvis.demarches.offer;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.VersionTable;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Where a commune says something in its own words and a later version changed the shared words beside which it wrote them. */
@Component(service = OwnWords.class)
public final class OwnWords {
    private static final Pattern WORD = Pattern.compile("\\n|[^\\s]+[ \\t]*|[ \\t]+");

    private final Procedures procedures;

    @Activate
    public OwnWords(@Reference Procedures procedures) {
        this.procedures = procedures;
    }

    /**
     * A shared text that changed.
     *
     * @param name of the field: {@code summary.fr}
     * @param since version beside which the commune's words were written
     * @param pieces of the shared text: what stayed, went, came
     */
    public record Change(String name, String key, String language, int since, List<Piece> pieces, String own) {}

    /** @param change same, removed or added */
    public record Piece(String change, String text) {}

    /** What changed, and was not looked at yet. */
    List<Change> of(Offer offer) {
        Optional<Procedure> newest = procedures.newest(offer.procedure());
        List<Change> changes = new ArrayList<>();
        for (String language : newest.isEmpty() ? List.<String>of() : Texts.LANGUAGES) {
            for (String key : Offer.OWN) {
                change(offer, newest.get(), key, language).ifPresent(changes::add);
            }
        }
        return changes;
    }

    private Optional<Change> change(Offer offer, Procedure newest, String key, String language) {
        String name = key + "." + language;
        if (offer.text(name).isEmpty()) {
            return Optional.empty();
        }
        Integer seen = offer.seen().get(name);
        int since = seen == null ? oldest(offer.procedure()) : seen;
        if (since >= newest.version()) {
            return Optional.empty();
        }
        Wanted wanted = new Wanted(language, false);
        String before = procedures.stored(offer.procedure(), since).map(stored -> stored.procedure().texts().text(wanted, key)).orElse("");
        String after = newest.texts().text(wanted, key);
        return before.equals(after) ? Optional.empty() : Optional.of(new Change(name, key, language, since, pieces(before, after), offer.text(name)));
    }

    /** Words that were saved before versions were noted were written beside the first version that is there. */
    private int oldest(String procedure) {
        return procedures.versions().stream()
                .filter(version -> version.procedure().equals(procedure))
                .mapToInt(VersionTable.Version::number)
                .min()
                .orElse(1);
    }

    private static List<Piece> pieces(String before, String after) {
        List<String> old = words(before);
        List<String> now = words(after);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            add(pieces, "same", old.subList(at, delta.getSource().getPosition()));
            add(pieces, "removed", delta.getSource().getLines());
            add(pieces, "added", delta.getTarget().getLines());
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(pieces, "same", old.subList(at, old.size()));
        return pieces;
    }

    private static void add(List<Piece> pieces, String change, List<String> words) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(change, String.join("", words)));
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
