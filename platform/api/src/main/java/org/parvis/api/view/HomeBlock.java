package org.parvis.api.view;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: a block on the home page (service ranking gives its place, highest first). */
@ConsumerType
public interface HomeBlock {

    /** The block for this page, or empty to show none. */
    Optional<Block> block(FrameSource.Asked asked);
}
