package org.parvis.testkit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.parvis.api.route.Upload;

/** An uploaded file of a {@link FakeRequest}. */
@SuppressWarnings("ArrayRecordComponent")
record FakeRequestUpload(String fileName, String declaredType, byte[] bytes) implements Upload {

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
