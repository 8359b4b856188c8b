package org.parvis.documents.pdf;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.extend.FSStreamFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** All that a document can load: the pictures given with it, by name. */
final class Pictures implements FSStreamFactory {
    static final String SCHEME = "picture";

    /** For every other kind of address. */
    static final FSStreamFactory NOTHING = address -> stream(new byte[0]);

    private static final Pattern KNOWN = Pattern.compile(SCHEME + ":[a-z]{1,40}");

    private final Map<String, byte[]> byName;

    Pictures(Map<String, byte[]> byName) {
        this.byName = byName;
    }

    static boolean known(String address) {
        return KNOWN.matcher(address).matches();
    }

    @Override
    public FSStream getUrl(String address) {
        return stream(known(address) ? byName.getOrDefault(address.substring(SCHEME.length() + 1), new byte[0]) : new byte[0]);
    }

    private static FSStream stream(byte[] bytes) {
        return new FSStream() {
            @Override
            public InputStream getStream() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public Reader getReader() {
                return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
            }
        };
    }
}
