package org.parvis.api.view;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: a banner on top of every public page (alerts). */
@ConsumerType
public interface Banner {
    Optional<Block> banner(FrameSource.Asked asked);
}
