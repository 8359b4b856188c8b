package org.parvis.identity.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser at the provider: with its cookies, following its redirections until one leads elsewhere. */
public final class Visitor {
    private static final Pattern HIDDEN = Pattern.compile("name=\"xsrf\" value=\"([^\"]+)\"");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final int MOST = 10;

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NEVER).build();

    /** Goes through the provider's pages of signing in; answers where it is sent back to. */
    public URI goes(String address) {
        return follow(HttpRequest.newBuilder(URI.create(address)).build());
    }

    /** Goes to the page of signing out and confirms. */
    public URI signsOut(String address) {
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(address)).build());
        String form = "logout=yes&xsrf=" + URLEncoder.encode(first(HIDDEN, page.body()), StandardCharsets.UTF_8);
        return follow(HttpRequest.newBuilder(URI.create(first(ACTION, page.body()))).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build());
    }

    private URI follow(HttpRequest first) {
        HttpRequest request = first;
        for (int i = 0; i < MOST; i++) {
            HttpResponse<String> response = send(request);
            String location = response.headers().firstValue("Location")
                    .orElseThrow(() -> new IllegalStateException(response.statusCode() + " " + response.body()));
            URI to = request.uri().resolve(location);
            if (!to.getHost().equals(first.uri().getHost())) {
                return to;
            }
            request = HttpRequest.newBuilder(to).build();
        }
        throw new IllegalStateException("sent around in circles: " + request.uri());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private static String first(Pattern pattern, String html) {
        Matcher found = pattern.matcher(html);
        if (!found.find()) {
            throw new IllegalStateException(html);
        }
        return found.group(1);
    }

    /** The parameters of an address. */
    public static Map<String, String> query(URI address) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : address.getRawQuery().split("&")) {
            String[] two = pair.split("=", 2);
            all.put(two[0], URLDecoder.decode(two[1], StandardCharsets.UTF_8));
        }
        return all;
    }

    /** The same address with other parameters. */
    public static String with(String address, String name, String value) {
        Map<String, String> all = query(URI.create(address));
        all.put(name, value);
        return address.substring(0, address.indexOf('?') + 1) + all.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }
}
