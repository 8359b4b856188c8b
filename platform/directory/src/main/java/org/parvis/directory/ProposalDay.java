package org.parvis.directory;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DayItems;

/** Changes that members proposed and that wait for an agent. */
@Component(service = DayItems.class)
public final class ProposalDay implements DayItems {

    private static final Kind KIND = new Kind(
            "directory.proposal", "directory.day.proposal.label", "directory.write",
            List.of(new Action("accept", "directory.day.proposal.accept", "directory.day.proposal.accept.question", "directory.day.proposal.accept.done")));

    private final Proposals proposals;

    @Activate
    public ProposalDay(@Reference Proposals proposals) {
        this.proposals = proposals;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        return proposals.waiting(asked.tenants(), asked.limit()).stream()
                .map(waiting -> new Item(
                        waiting.tenant(), waiting.id().toString(), waiting.name(), "directory.day.proposal", List.of(waiting.email()),
                        "/annuaire/propositions/" + waiting.id(), null, false, waiting.since()))
                .toList();
    }

    /** What has been changed since by somebody else has to be looked at one by one. */
    @Override
    public int act(Deed deed) {
        if (!deed.action().equals("accept")) {
            throw new IllegalArgumentException(deed.action());
        }
        return (int) deed.ids().stream()
                .flatMap(id -> Filter.id(id).stream())
                .filter(id -> proposals.accept(deed.tenant(), deed.agent(), id, true))
                .count();
    }
}
