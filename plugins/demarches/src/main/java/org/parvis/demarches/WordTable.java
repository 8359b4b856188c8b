package org.parvis.demarches;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;

/** The words by which files are found in the queue: of number, name and subject, without accents; found by their beginning. */
final class WordTable {
    private static final int LONGEST = 40;

    private WordTable() {}

    /** The words of a text. */
    static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : Slug.of(text).split("-")) {
            if (!word.isEmpty()) {
                words.add(Cases.cut(word, LONGEST));
            }
        }
        return words;
    }

    /** Writes the words of a file, if they are not those that are there. */
    static void write(Transaction transaction, UUID file, String text) {
        Set<String> words = words(text);
        Set<String> before = new LinkedHashSet<>(transaction.list(
                "select w.word from demarches_word w where w.tenant_id = :tenant and w.file_id = :file", row -> row.string("word"), "file", file));
        if (before.equals(words)) {
            return;
        }
        if (!before.isEmpty()) {
            transaction.execute("delete from demarches_word w where w.tenant_id = :tenant and w.file_id = :file", "file", file);
        }
        insert(transaction, file, words);
    }

    static void insert(Transaction transaction, UUID file, Set<String> words) {
        List<Object[]> rows = new ArrayList<>();
        words.forEach(word -> rows.add(new Object[] {"word", word, "file", file}));
        transaction.executeAll("insert into demarches_word (tenant_id, word, file_id) values (:tenant, :word, :file)", rows);
    }

    /** Files with a word that begins so, as often as they have one; some of them if there are more. */
    static List<UUID> files(Reader reader, String beginning, int most) {
        return reader.list(
                "select w.file_id from demarches_word w where w.tenant_id = :tenant and w.word >= :beginning and w.word <= :end fetch first " + most + " rows only",
                // Words have letters and digits alone, which every collation puts in this order; signs come before them in some.
                row -> row.uuid("file_id"), "beginning", beginning, "end", beginning + "z".repeat(LONGEST));
    }
}
