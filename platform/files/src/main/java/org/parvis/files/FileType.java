package org.parvis.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;
import org.apache.tika.mime.MimeTypes;

/**
 * Types of attachments, told by content: first bytes (by Tika's core), and of archives the names of what they hold. Nothing is unpacked:
 * Tika's parsers, which open the very files that strangers send, are left out.
 */
enum FileType {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    CSV("text/csv", "csv"),
    TEXT("text/plain", "txt");

    private static final Tika MAGIC = new Tika(MimeTypes.getDefaultMimeTypes());
    private static final int MOST_ENTRIES = 20_000;

    private final String mediaType;
    private final List<String> extensions;

    FileType(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    String mediaType() {
        return mediaType;
    }

    /** The file's name, with an extension of this type. */
    String named(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        boolean right = extensions.stream().anyMatch(extension -> lower.endsWith("." + extension));
        return right ? fileName : fileName + "." + extensions.get(0);
    }

    static Optional<FileType> ofMediaType(String mediaType) {
        for (FileType type : values()) {
            if (type.mediaType.equals(mediaType)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    String label() {
        return extensions.get(0).toUpperCase(Locale.ROOT);
    }

    /**
     * Detects the type; empty if it is none of these.
     *
     * @throws Unreadable if the file is empty or holds macros
     */
    static Optional<FileType> of(Path file, String fileName) throws IOException, Unreadable {
        byte[] head = PictureFormat.head(file);
        if (head.length == 0) {
            throw new Unreadable("files.file.empty");
        }
        String magic = MAGIC.detect(head);
        return switch (magic) {
            case "application/pdf", "image/jpeg", "image/png", "image/gif", "image/webp" -> ofMediaType(magic);
            case "text/plain" -> isText(head) ? Optional.of(fileName.toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : TEXT) : Optional.empty();
            default -> head[0] == 'P' && head[1 % head.length] == 'K' ? ofArchive(file, new String(head, StandardCharsets.ISO_8859_1)) : Optional.empty();
        };
    }

    /**
     * Detects the type, which must be one of those allowed.
     *
     * @throws Unreadable if it is not, the file is empty or holds macros
     */
    static FileType among(List<String> allowed, Path file, String fileName) throws IOException, Unreadable {
        Optional<FileType> type = of(file, fileName).filter(found -> allowed.contains(found.mediaType()));
        if (type.isEmpty()) {
            throw new Unreadable("files.file.type", allowed.stream()
                    .flatMap(one -> ofMediaType(one).stream()).map(FileType::label).distinct().collect(Collectors.joining(", ")));
        }
        return type.get();
    }

    private static Optional<FileType> ofArchive(Path file, String head) throws IOException, Unreadable {
        if (head.startsWith("mimetype", 30)) {
            String declared = head.substring(38);
            return List.of(ODT, ODS, ODP).stream().filter(type -> declared.startsWith(type.mediaType)).filter(
                    // Templates and master documents have longer types.
                    type -> !declared.startsWith("-", type.mediaType.length())).findFirst();
        }
        try (ZipFile archive = new ZipFile(file.toFile())) {
            if (archive.size() > MOST_ENTRIES || archive.getEntry("[Content_Types].xml") == null) {
                return Optional.empty();
            }
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
                if (entries.nextElement().getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
                    throw new Unreadable("files.file.macros");
                }
            }
            if (archive.getEntry("word/document.xml") != null) {
                return Optional.of(DOCX);
            }
            if (archive.getEntry("xl/workbook.xml") != null) {
                return Optional.of(XLSX);
            }
            return archive.getEntry("ppt/presentation.xml") != null ? Optional.of(PPTX) : Optional.empty();
        } catch (ZipException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** UTF-8 or Latin-1 without control characters; no mark-up, which a browser might take for a page. */
    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != 0x0C) {
                return false;
            }
        }
        String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).strip();
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult utf8 = decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), false);
        boolean bom = text.startsWith("\u00ef\u00bb\u00bf");
        String start = bom ? text.substring(3) : text;
        return !start.startsWith("<") && !start.startsWith("mz") && (!utf8.isError() || latin1(head));
    }

    private static boolean latin1(byte[] head) {
        for (byte b : head) {
            int value = b & 0xFF;
            if (value >= 0x80 && value < 0x9F && value != 0x80 && value != 0x85 && value != 0x91 && value != 0x92 && value != 0x96 && value != 0x9C) {
                return false;
            }
        }
        return true;
    }
}
