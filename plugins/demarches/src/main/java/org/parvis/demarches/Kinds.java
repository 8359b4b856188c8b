package org.parvis.demarches;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;

/** Messages to citizens about their files. */
@Component(service = NotificationKinds.class)
public final class Kinds implements NotificationKinds {
    static final String LATER = "demarches.later";
    static final String RECEIVED = "demarches.received";
    public static final String MOVED = "demarches.moved";
    static final String MESSAGE = "demarches.message";
    public static final String COSIGN = "demarches.cosign";
    public static final String COSIGNED = "demarches.cosigned";

    @Override
    public List<Kind> kinds() {
        return List.of(
                Kind.answer(LATER, "procedure", "code", "link"),
                new Kind(
                        RECEIVED, List.of("procedure", "number", "received", "service", "contact", "silence", "appeal", "payment", "code", "link"),
                        Set.of(Channel.EMAIL, Channel.INBOX), false, true),
                new Kind(MOVED, List.of("procedure", "number", "state", "text", "due", "payment", "link", "opinion"), Set.of(Channel.EMAIL, Channel.INBOX), false, false),
                Kind.answer(COSIGN, "name", "role", "applicant", "procedure", "number", "link"),
                new Kind(COSIGNED, List.of("procedure", "number", "agreed", "refused", "text", "link"), Set.of(Channel.EMAIL, Channel.INBOX), false, false),
                new Kind(MESSAGE, List.of("procedure", "number", "text", "link"), Set.of(Channel.EMAIL, Channel.INBOX), false, false));
    }
}
