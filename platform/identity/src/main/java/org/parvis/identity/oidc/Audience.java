package org.parvis.identity.oidc;

/** Whom a provider lets in; nobody comes in as an agent by a provider of citizens. */
public enum Audience {
    AGENTS,
    CITIZENS
}
