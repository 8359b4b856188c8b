package org.parvis.demarches;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;

/** Messages that what agents do with files sends: to applicants, to colleagues, to others who are asked. */
@Component(service = NotificationKinds.class)
public final class AgentKinds implements NotificationKinds {
    public static final String MERGED = "demarches.merged";
    public static final String TRANSFERRED = "demarches.transferred";
    public static final String ARRIVED = "demarches.arrived";
    public static final String HANDOVER = "demarches.handover";
    public static final String OPINION = "demarches.opinion";
    public static final String SERVICE = "demarches.entrusted";
    static final String NEWS = "demarches.news";
    static final String REMINDER = "demarches.reminder";

    private static final Set<Channel> PERSON = Set.of(Channel.EMAIL, Channel.INBOX);

    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(MERGED, List.of("procedure", "number", "other", "link"), PERSON, false, false),
                new Kind(TRANSFERRED, List.of("procedure", "number", "to", "contact", "text", "link"), PERSON, false, false),
                new Kind(
                        ARRIVED, List.of("procedure", "number", "from", "received", "service", "contact", "silence", "appeal", "payment", "code", "link"), PERSON, false, true),
                new Kind(HANDOVER, List.of("procedure", "number", "text", "until", "link"), Set.of(Channel.EMAIL), false, false),
                new Kind(OPINION, List.of("procedure", "name", "text", "until", "link"), Set.of(Channel.EMAIL), false, false),
                new Kind(SERVICE, List.of("service", "procedure", "number", "link"), Set.of(Channel.EMAIL), false, false).forDeputies(CaseAccess.PERMISSION),
                new Kind(NEWS, List.of("news", "text", "procedure", "number", "link"), Set.of(Channel.EMAIL), true, false).forDeputies(CaseAccess.PERMISSION),
                new Kind(REMINDER, List.of("files", "link"), Set.of(Channel.EMAIL), true, false).forDeputies(CaseAccess.PERMISSION));
    }
}
