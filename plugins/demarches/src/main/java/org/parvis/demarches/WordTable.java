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
    private static final int MOST_WORDS = 5;

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

    /**
     * Files that have, for each beginning, a word that begins so; some of them if there are more.
     *
     * @param beginnings the rarest first
     */
    static List<UUID> files(Reader reader, List<String> beginnings, int most) {
        StringBuilder sql = new StringBuilder("select distinct w.file_id from demarches_word w");
        StringBuilder where = new StringBuilder(" where w.tenant_id = :tenant and w.word >= :from0 and w.word < :to0");
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < Math.min(beginnings.size(), MOST_WORDS); i++) {
            if (i > 0) {
                where.append(" and exists (select v.file_id from demarches_word v where v.tenant_id = :tenant and v.file_id = w.file_id and v.word >= :from").append(i)
                        .append(" and v.word < :to").append(i).append(')');
            }
            // After all words of letters and digits that begin so.
            values.addAll(List.of("from" + i, beginnings.get(i), "to" + i, beginnings.get(i) + "~"));
        }
        return reader.list(sql.append(where).append(" fetch first ").append(most).append(" rows only").toString(), row -> row.uuid("file_id"), values.toArray());
    }
}
