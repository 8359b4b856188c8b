package org.parvis.demarches;

import java.util.List;
import org.parvis.api.route.Request;

/**
 * The page of a list that is asked for: the last one where there are fewer.
 *
 * @param pages at least one
 */
public record Paged(int page, int pages, int size) {
    public static Paged of(Request request, long total, int size) {
        int pages = (int) Math.max(1, (total + size - 1) / size);
        int page = request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1);
        return new Paged(Math.min(pages, page), pages, size);
    }

    public int offset() {
        return (page - 1) * size;
    }

    /** What of a whole list stands on the page. */
    public <T> List<T> of(List<T> all) {
        return all.subList(offset(), Math.min(all.size(), offset() + size));
    }
}
