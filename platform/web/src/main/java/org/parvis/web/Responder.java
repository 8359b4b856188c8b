package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.parvis.api.route.Response;

/** Writes responses out. */
final class Responder {
    /** Fast: such a body is sent once. */
    private static final int FAST = 1;

    private static final int WORTH_COMPRESSING = 1024;

    private final SecurityHeaders security;

    Responder(SecurityHeaders security) {
        this.security = security;
    }

    /** Sends a kept page, or 304 if the client has it. */
    void send(HttpServletRequest request, HttpServletResponse answer, boolean secure, Page page) throws IOException {
        boolean compressed = page.gzip() && Negotiation.takesGzip(request.getHeader("Accept-Encoding"));
        String tag = page.tag(compressed);
        head(answer, secure, security.publicPolicy());
        answer.setHeader("Cache-Control", "no-cache");
        answer.setHeader("ETag", tag);
        answer.setHeader("Vary", "Accept-Encoding");
        for (Map.Entry<String, String> header : page.headers()) {
            answer.setHeader(header.getKey(), header.getValue());
        }
        if (Negotiation.has(request.getHeader("If-None-Match"), tag)) {
            answer.setStatus(304);
            return;
        }
        answer.setHeader("Content-Type", page.type());
        if (compressed) {
            answer.setHeader("Content-Encoding", "gzip");
            body(request, answer, page.body());
        } else if (request.getMethod().equals("HEAD")) {
            answer.setContentLength(page.identityLength());
        } else {
            body(request, answer, page.identity());
        }
    }

    /** Sends a response that is not kept. */
    void send(Exchange exchange, Rendered rendered) throws IOException {
        HttpServletRequest request = exchange.http();
        HttpServletResponse answer = exchange.answer();
        answer.setStatus(rendered.status());
        head(answer, exchange.client().secure(), rendered.policy());
        answer.setHeader("Cache-Control", rendered.tags().isEmpty() || exchange.desk() || exchange.personal() ? "no-store" : "no-cache");
        rendered.headers().forEach(answer::setHeader);
        for (Response.Cookie cookie : rendered.cookies()) {
            answer.addHeader("Set-Cookie", Cookies.header(cookie, exchange.desk(), exchange.client().secure()));
        }
        if (!rendered.type().isEmpty()) {
            answer.setHeader("Content-Type", rendered.type());
        }
        if (rendered.stream() != null) {
            Streams.send(request, answer, rendered.stream(), rendered.status());
        } else if (rendered.bytes() != null) {
            bytes(request, answer, rendered.type(), rendered.bytes());
        }
    }

    private void head(HttpServletResponse answer, boolean secure, String policy) {
        answer.setHeader(SecurityHeaders.CSP, policy);
        for (Map.Entry<String, String> header : security.others()) {
            answer.setHeader(header.getKey(), header.getValue());
        }
        if (secure) {
            answer.setHeader(security.hsts().getKey(), security.hsts().getValue());
        }
    }

    private static void bytes(HttpServletRequest request, HttpServletResponse answer, String type, byte[] bytes) throws IOException {
        boolean text = bytes.length >= WORTH_COMPRESSING && !answer.containsHeader("Content-Encoding") && Gzip.worthIt(type);
        if (text) {
            answer.setHeader("Vary", "Accept-Encoding");
        }
        if (text && Negotiation.takesGzip(request.getHeader("Accept-Encoding"))) {
            answer.setHeader("Content-Encoding", "gzip");
            body(request, answer, Gzip.compress(bytes, FAST));
        } else {
            body(request, answer, bytes);
        }
    }

    private static void body(HttpServletRequest request, HttpServletResponse answer, byte[] bytes) throws IOException {
        int status = answer.getStatus();
        if (status == 204 || status == 304) {
            return;
        }
        answer.setContentLength(bytes.length);
        if (bytes.length > 0 && !request.getMethod().equals("HEAD")) {
            answer.getOutputStream().write(bytes, 0, bytes.length);
        }
    }
}
