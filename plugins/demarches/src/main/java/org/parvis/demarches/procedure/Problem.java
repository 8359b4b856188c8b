package org.parvis.demarches.procedure;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an answer.
 *
 * @param name of the field in the form: {@code applicant.name}, {@code children.0.name}; empty: no field in particular
 * @param field the question, or null when it is none in particular
 * @param keyword why: {@code required}, {@code pattern}, ...
 * @param limit what would be right, or empty
 */
public record Problem(String name, @Nullable Field field, String keyword, String limit) {}
