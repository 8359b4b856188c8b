package org.parvis.files;

import org.parvis.api.route.Response;

/** Headers under which nothing in a file can run, whatever it is. */
final class SafeDownload {
    /** A sandboxed document cannot be shown by browsers' own viewers of PDF, which need no script of ours. */
    private static final String PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private SafeDownload() {}

    static Response of(String mediaType, String fileName, long size, Response.Writer writer) {
        boolean pdf = mediaType.equals(FileType.PDF.mediaType());
        boolean shown = pdf || mediaType.startsWith("image/");
        String type = mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType;
        return Response.stream(type, size, writer)
                .header("Content-Disposition", (shown ? "inline" : "attachment") + "; filename*=UTF-8''" + FileNames.encoded(fileName))
                .header("Content-Security-Policy", pdf ? PDF_POLICY : POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }
}
