package org.parvis.api.plugin;

/** Something contributed by a version of a plugin. */
public record Contributed<T>(PluginRef plugin, T value) {}
