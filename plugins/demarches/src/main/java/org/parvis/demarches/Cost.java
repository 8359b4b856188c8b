package org.parvis.demarches;

/** A fee in words; {@code amount} may be empty. */
public record Cost(String what, String amount) {}
