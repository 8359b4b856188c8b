package org.parvis.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * What was searched for in vain in a month. Words that were searched for fewer than three times stay in memory and are forgotten: one
 * person's words may tell of that person.
 */
final class Searches {
    static final int FEWEST = 3;
    private static final int MOST = 300;

    private final Map<String, Word> words = new ConcurrentHashMap<>();

    private static final class Word {
        private final LongAdder count = new LongAdder();
        private volatile boolean common;
    }

    void add(String text) {
        Word word = words.get(text);
        if (word == null && words.size() < MOST) {
            word = words.computeIfAbsent(text, ignored -> new Word());
        }
        if (word != null) {
            word.count.increment();
        }
    }

    void drain(BiConsumer<String, Long> into) {
        words.forEach((text, word) -> {
            if (word.common || word.count.sum() >= FEWEST) {
                word.common = true;
                long amount = word.count.sumThenReset();
                if (amount > 0) {
                    into.accept(text, amount);
                }
            }
        });
    }

    /** Puts back what could not be written. */
    void giveBack(String text, long amount) {
        Word word = words.computeIfAbsent(text, ignored -> new Word());
        word.common = true;
        word.count.add(amount);
    }
}
