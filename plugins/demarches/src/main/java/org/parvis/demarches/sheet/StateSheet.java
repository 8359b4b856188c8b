package org.parvis.demarches.sheet;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of service-public.fr.
 *
 * @param id {@code F} and a number
 * @param modified by its authors, or null when the file does not say
 * @param html of nothing but what {@link SheetHtml} writes; in French
 * @param townHall whether it sends people to their town hall
 */
public record StateSheet(String id, String title, @Nullable LocalDate modified, String html, boolean townHall) {}
