package org.parvis.api.route;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Site;

/**
 * What a handler answers; immutable.
 *
 * <p>A GET response that carries at least one tag is kept by the page cache until a write touches one of its tags or
 * {@code validUntil} passes; a response without tags is never stored by anyone.
 *
 * @param tags what the page shows: {@code news}, {@code news:42}; tags are per tenant
 * @param validUntil when what the page shows changes by itself (UTC), or null
 */
public record Response(
        int status,
        Content content,
        Map<String, String> headers,
        List<Cookie> cookies,
        Set<String> tags,
        @Nullable Instant validUntil) {

    /** The body of a response. */
    public sealed interface Content permits View, Preview, Bytes, Stream, Empty {}

    /**
     * A template and its model.
     *
     * @param template {@code news/list}: found in the theme, its parents, then the plugin
     * @param model records, strings, numbers, booleans, times, collections and maps of these; templates reach nothing else
     */
    public record View(String template, Map<String, ?> model) implements Content {}

    /**
     * A public page shown in the back office: rendered with the public frame of {@code site} (which may carry another look), in its
     * theme, never stored, allowed in a frame of the back office.
     */
    public record Preview(Site site, String template, Map<String, ?> model) implements Content {}

    /** Ready bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Bytes(String type, byte[] bytes) implements Content {}

    /**
     * Bytes written as they come.
     *
     * @param length in bytes, or -1
     */
    public record Stream(String type, long length, Writer writer) implements Content {}

    /** No body. */
    public record Empty() implements Content {}

    /** Writes a streamed body. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes any part of a streamed body, without making the rest. */
    @FunctionalInterface
    public interface RangeWriter extends Writer {

        /** @param length bytes from {@code first}, or -1 for all that is left */
        void writeTo(OutputStream out, long first, long length) throws IOException;

        @Override
        default void writeTo(OutputStream out) throws IOException {
            writeTo(out, 0, -1);
        }
    }

    /**
     * A host-only, HTTP-only, SameSite=Lax cookie; Secure over TLS.
     *
     * @param maxAge null for a session cookie, zero to delete
     */
    public record Cookie(String name, String value, @Nullable Duration maxAge) {}

    public static Response view(String template, Map<String, ?> model) {
        return new Response(200, new View(template, model), Map.of(), List.of(), Set.of(), null);
    }

    /** A page of the back office that shows a public page as visitors would see it. */
    public static Response preview(Site site, String template, Map<String, ?> model) {
        return new Response(200, new Preview(site, template, model), Map.of(), List.of(), Set.of(), null);
    }

    public static Response bytes(String type, byte[] bytes) {
        return new Response(200, new Bytes(type, bytes), Map.of(), List.of(), Set.of(), null);
    }

    /** Text in UTF-8; {@code type} without charset. */
    public static Response text(String type, String text) {
        return bytes(type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response stream(String type, long length, Writer writer) {
        return new Response(200, new Stream(type, length, writer), Map.of(), List.of(), Set.of(), null);
    }

    /** 303: after a POST, show that page. {@code location} is a path on this host or an absolute URL of ours. */
    public static Response seeOther(String location) {
        return redirect(303, location);
    }

    /** 301: the page has moved for good. */
    public static Response moved(String location) {
        return redirect(301, location);
    }

    private static Response redirect(int status, String location) {
        return new Response(status, new Empty(), Map.of("Location", location), List.of(), Set.of(), null);
    }

    public Response status(int other) {
        return new Response(other, content, headers, cookies, tags, validUntil);
    }

    public Response header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, content, Map.copyOf(more), cookies, tags, validUntil);
    }

    public Response cookie(Cookie cookie) {
        List<Cookie> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Response(status, content, headers, List.copyOf(more), tags, validUntil);
    }

    /** Adds what the page shows, and so lets the page be cached. */
    public Response tagged(String... more) {
        Set<String> all = new LinkedHashSet<>(tags);
        all.addAll(Arrays.asList(more));
        return new Response(status, content, headers, cookies, Set.copyOf(all), validUntil);
    }

    /** The page changes by itself at that moment; the soonest of all calls counts, null is ignored. */
    public Response validUntil(@Nullable Instant moment) {
        if (moment == null || (validUntil != null && validUntil.isBefore(moment))) {
            return this;
        }
        return new Response(status, content, headers, cookies, tags, moment);
    }
}
