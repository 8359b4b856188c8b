package org.parvis.backoffice;

/**
 * A link as templates see it.
 *
 * @param icon name of an icon of the base theme, or empty
 */
public record Link(String label, String url, boolean current, String icon) {}
