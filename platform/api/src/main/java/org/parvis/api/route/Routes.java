package org.parvis.api.route;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: the routes of a plugin. */
@ConsumerType
public interface Routes {
    List<Route> routes();
}
