package org.parvis.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.AbstractRequestContext;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Invalid;

/** Reads forms: URL-encoded in memory, multipart with its files spooled to disk. */
final class FormReader {
    private static final int MOST_FIELDS = 2000;
    private static final int MOST_FILES = 50;
    private static final int MOST_TEXT = 4 << 20;
    private static final int LONGEST_NAME = 150;

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<String, List<SubmittedForm.Spooled>> files = new LinkedHashMap<>();
    private int parts;
    private int textLeft = MOST_TEXT;

    private FormReader() {}

    /**
     * @param most bytes that the route takes
     * @throws Invalid 400 if it is malformed, 413 if it is too large, 415 if it is no form
     */
    static SubmittedForm read(@Nullable String contentType, InputStream body, long most) throws IOException {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            byte[] bytes = body.readNBytes((int) Math.min(most + 1, MOST_TEXT + 1L));
            if (bytes.length > MOST_TEXT) {
                throw LimitedBody.tooLarge(MOST_TEXT);
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return new SubmittedForm(Query.Pairs.parse(ascii(text), MOST_FIELDS, name -> true), Map.of());
        }
        if (!type.startsWith("multipart/form-data")) {
            throw Invalid.request(415, "problem.415");
        }
        return new FormReader().multipart(contentType == null ? "" : contentType, body);
    }

    private SubmittedForm multipart(String contentType, InputStream body) throws IOException {
        boolean done = false;
        try {
            FileItemInputIterator items = new Multipart().getItemIterator(new Context(contentType, body));
            while (items.hasNext()) {
                item(items.next());
            }
            done = true;
            return new SubmittedForm(fields, files);
        } catch (FileUploadException | InvalidPathException e) {
            throw refusal(e);
        } finally {
            if (!done) {
                SubmittedForm.delete(files);
            }
        }
    }

    private void item(FileItemInput item) throws IOException {
        if (++parts > MOST_FIELDS) {
            throw Paths.malformed();
        }
        String name = item.getFieldName();
        if (name == null) {
            throw Paths.malformed();
        }
        if (item.isFormField()) {
            fields.computeIfAbsent(name, ignored -> new ArrayList<>()).add(text(item.getInputStream()));
        } else {
            file(name, item);
        }
    }

    private String text(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            textLeft -= count;
            if (textLeft < 0) {
                throw LimitedBody.tooLarge(MOST_TEXT);
            }
            bytes.write(buffer, 0, count);
        }
        return Paths.utf8(bytes.toByteArray());
    }

    private void file(String name, FileItemInput item) throws IOException {
        String fileName = safeName(item.getName());
        Path spooled = Files.createTempFile("parvis-upload-", ".part");
        List<SubmittedForm.Spooled> ofField = files.computeIfAbsent(name, ignored -> new ArrayList<>());
        int place = ofField.size();
        String type = item.getContentType() == null ? "application/octet-stream" : item.getContentType();
        ofField.add(new SubmittedForm.Spooled(spooled, fileName, type, 0));
        long size;
        try (InputStream in = item.getInputStream(); OutputStream out = Files.newOutputStream(spooled)) {
            size = in.transferTo(out);
        }
        if (size == 0 && fileName.isEmpty()) {
            // A file field that was left empty is sent as a nameless empty file.
            ofField.remove(place);
            Files.deleteIfExists(spooled);
            return;
        }
        if (files.values().stream().mapToInt(List::size).sum() > MOST_FILES) {
            throw Invalid.request(413, "problem.413", MOST_FILES);
        }
        ofField.set(place, new SubmittedForm.Spooled(spooled, fileName, type, size));
    }

    /** Without folders, of any system, and without control characters. */
    static String safeName(@Nullable String given) {
        if (given == null) {
            return "";
        }
        String bare = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        bare.codePoints().filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(LONGEST_NAME).forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /** The library says of everything that an upload failed: only what the client did not do wrong goes on as it is. */
    private static RuntimeException refusal(Exception e) throws IOException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Invalid invalid) {
                return invalid;
            }
        }
        if (e instanceof IOException io && Faults.clientGone(e)) {
            throw io;
        }
        return Paths.malformed();
    }

    /** Browsers send URL-encoded forms in ASCII; anything else is refused where it stands. */
    private static String ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                throw Paths.malformed();
            }
        }
        return text;
    }

    private static final class Context extends AbstractRequestContext<InputStream> {
        private final String contentType;
        private final InputStream body;

        Context(String contentType, InputStream body) {
            super(ignored -> null, () -> -1L, body);
            this.contentType = contentType;
            this.body = body;
        }

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }

    /** Only the streaming half of the library is used. */
    private static final class Multipart extends AbstractFileUpload<InputStream, DiskFileItem, DiskFileItemFactory> {
        @Override
        public FileItemInputIterator getItemIterator(InputStream body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, List<DiskFileItem>> parseParameterMap(InputStream body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DiskFileItem> parseRequest(InputStream body) {
            throw new UnsupportedOperationException();
        }
    }
}
