package org.parvis.web;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Pages for what goes wrong before a request reaches the servlet: malformed requests, headers too large, a platform that starts. */
final class ErrorPages implements Request.Handler {
    private static final String NO_ID = "-";

    private final SecurityHeaders security = new SecurityHeaders("'none'");
    private final LastResort pages = new LastResort(new ProblemTexts());

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        if (status == 404) {
            // The servlet answers each 404 itself: here it is not there yet.
            starting(request, response, callback);
        } else {
            write(request, response, callback, status);
        }
        return true;
    }

    void starting(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "3");
        write(request, response, callback, 503);
    }

    private void write(Request request, Response response, Callback callback, int status) {
        byte[] page = pages.page(status, NO_ID);
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put(SecurityHeaders.CSP, security.publicPolicy());
        for (Map.Entry<String, String> header : security.others()) {
            headers.put(header.getKey(), header.getValue());
        }
        headers.put(HttpHeader.CONTENT_LENGTH, page.length);
        boolean head = "HEAD".equals(request.getMethod());
        response.write(true, head ? null : ByteBuffer.wrap(page), callback);
    }
}
