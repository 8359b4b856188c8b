package org.parvis.site.hours;

import java.util.UUID;

/**
 * A place that the public can visit.
 *
 * @param closedOnHolidays whether it closes on public holidays
 * @param position lower comes first; the first place is the one that the sentence of every page is about
 * @param version grows with each edit
 */
public record Place(UUID id, String name, String address, String note, Week week, boolean closedOnHolidays, int position, int version) {}
