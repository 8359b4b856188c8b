package org.parvis.hello;

import org.parvis.api.route.Invalid;

/** What a town hall says to its visitors: one line. */
record Greeting(String words) {
    Greeting {
        if (words.isBlank() || words.length() > 200) {
            throw Invalid.field("words", "hello.words.invalid", 200);
        }
    }
}
