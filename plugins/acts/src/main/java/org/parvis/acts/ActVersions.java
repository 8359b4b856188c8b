package org.parvis.acts;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.api.content.Versions;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;

/** What is kept of an act when an agent changes what is said about it. */
final class ActVersions {
    static final Versions VERSIONS = new Versions("acts_act_version");

    private ActVersions() {}

    static void keep(Transaction transaction, Agent agent, Act act) {
        VERSIONS.keep(transaction, act.id(), text(act), agent);
    }

    static void change(Transaction transaction, Agent agent, Act before, Act after) {
        VERSIONS.change(transaction, before.id(), text(before), text(after), agent);
    }

    private static Versions.Text text(Act act) {
        Act.Content content = act.content();
        LocalDate received = content.received();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", content.title());
        fields.put("number", content.number());
        fields.put("kind", content.kind().code());
        fields.put("matter", content.matter());
        fields.put("adopted", content.adopted().toString());
        fields.put("signatory", content.signatory());
        fields.put("capacity", content.capacity());
        fields.put("received", received == null ? "" : received.toString());
        return new Versions.Text(act.version(), act.updatedAt(), fields);
    }

    /** The content of an act with what a former version said; votes and budget as they are now. */
    static Act.Content restored(Versions.Version version, Act.Content now) {
        Map<String, String> fields = version.fields();
        String received = fields.getOrDefault("received", "");
        return new Act.Content(
                ActKind.of(fields.getOrDefault("kind", "")).orElse(now.kind()), fields.getOrDefault("number", now.number()),
                fields.getOrDefault("title", now.title()), fields.getOrDefault("matter", now.matter()),
                LocalDate.parse(fields.getOrDefault("adopted", now.adopted().toString())), fields.getOrDefault("signatory", now.signatory()),
                fields.getOrDefault("capacity", now.capacity()), received.isEmpty() ? null : LocalDate.parse(received), now.votes(), now.budgetYear(),
                now.budgetName());
    }
}
