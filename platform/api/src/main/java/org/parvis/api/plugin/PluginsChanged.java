package org.parvis.api.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard: told after versions or activations changed and before the old versions are drained; must return fast. */
@ConsumerType
public interface PluginsChanged {
    void pluginsChanged();
}
