package org.parvis.site.people;

import java.util.UUID;

/** A person's place in a group. */
public record Member(UUID group, UUID person) {}
