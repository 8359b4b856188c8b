package org.parvis.web;

import java.io.IOException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.parvis.api.stats.PageViews;
import org.parvis.api.tenant.Site;

/** Tells the statistics of each public page that was sent, whichever way it went. */
final class Views {
    private static final String HTML = "text/html";
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String FETCH_DEST = "Sec-Fetch-Dest";
    private static final String PURPOSE = "Sec-Purpose";

    private final Optionals services;

    Views(Optionals services) {
        this.services = services;
    }

    /** Sends an answer. */
    interface Sending {
        void send() throws IOException;
    }

    static boolean isPage(String type) {
        return type.startsWith(HTML);
    }

    /** After it was sent: what breaks on the way was not seen. */
    void after(Sending sending, Exchange exchange, int status, String type) throws IOException {
        sending.send();
        PageViews views = services.pageViews();
        if (views != null && status == 200 && isPage(type) && !exchange.desk() && exchange.method().equals("GET")) {
            views.viewed(new PageViews.View(
                    exchange.knownSite(), exchange.address(), header(exchange, "User-Agent"), header(exchange, "Referer"), header(exchange, "Accept-Language"),
                    header(exchange, FETCH_SITE), header(exchange, FETCH_DEST), header(exchange, PURPOSE)));
        }
    }

    private static @Nullable String header(Exchange exchange, String name) {
        return exchange.http().getHeader(name);
    }

    /** A page that the connector sent itself. One pass over the headers: a hit takes a few microseconds in all. */
    void hit(Site site, String path, HttpFields headers) {
        PageViews views = services.pageViews();
        if (views == null) {
            return;
        }
        String agent = null;
        String referer = null;
        String language = null;
        String fetchSite = null;
        String fetchDest = null;
        String purpose = null;
        for (HttpField field : headers) {
            HttpHeader known = field.getHeader();
            if (known == HttpHeader.USER_AGENT) {
                agent = field.getValue();
            } else if (known == HttpHeader.REFERER) {
                referer = field.getValue();
            } else if (known == HttpHeader.ACCEPT_LANGUAGE) {
                language = field.getValue();
            } else if (known == null) {
                String name = field.getName();
                if (name.equalsIgnoreCase(FETCH_SITE)) {
                    fetchSite = field.getValue();
                } else if (name.equalsIgnoreCase(FETCH_DEST)) {
                    fetchDest = field.getValue();
                } else if (name.equalsIgnoreCase(PURPOSE)) {
                    purpose = field.getValue();
                }
            }
        }
        views.viewed(new PageViews.View(site, path, agent, referer, language, fetchSite, fetchDest, purpose));
    }
}
