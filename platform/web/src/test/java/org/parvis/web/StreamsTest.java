package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,0", "bytes=10-,10,99", "bytes=-5,95,99", "bytes=90-200,90,99", "bytes=-500,0,99", "bytes=5-5,5,5"})
    void oneRangeIsUnderstood(String header, long first, long last) {
        assertThat(Streams.range(header, 100)).isEqualTo(new Streams.Range(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=-0", "bytes=200-300"})
    void aRangeOutsideIsOfNoLength(String header) {
        Streams.Range range = Streams.range(header, 100);
        assertThat(range).isNotNull();
        assertThat(range.length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=-", "bytes=5-3", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"})
    void anythingElseMeansAllOfIt(String header) {
        assertThat(Streams.range(header, 100)).isNull();
    }

    @Test
    void encodingsAreNegotiated() {
        assertThat(Negotiation.takesGzip("gzip, deflate, br, zstd")).isTrue();
        assertThat(Negotiation.takesGzip("br;q=1.0, gzip;q=0.8, *;q=0.1")).isTrue();
        assertThat(Negotiation.takesGzip("*")).isTrue();
        assertThat(Negotiation.takesGzip("gzip;q=0, *")).isFalse();
        assertThat(Negotiation.takesGzip("gzip; q=0.000")).isFalse();
        assertThat(Negotiation.takesGzip("identity")).isFalse();
        assertThat(Negotiation.takesGzip(null)).isFalse();
    }

    @Test
    void entityTagsAreComparedWeakly() {
        assertThat(Negotiation.has("\"a\", W/\"b\"", "\"b\"")).isTrue();
        assertThat(Negotiation.has("*", "\"b\"")).isTrue();
        assertThat(Negotiation.has("\"bb\"", "\"b\"")).isFalse();
        assertThat(Negotiation.has(null, "\"b\"")).isFalse();
    }
}
