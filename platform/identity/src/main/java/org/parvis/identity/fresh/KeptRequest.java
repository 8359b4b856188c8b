package org.parvis.identity.fresh;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.Site;

/** A request with the form that was sent before. */
record KeptRequest(Request sent, Form form) implements Request {

    @Override
    public String id() {
        return sent.id();
    }

    @Override
    public String method() {
        return sent.method();
    }

    @Override
    public String path() {
        return sent.path();
    }

    @Override
    public Site site() {
        return sent.site();
    }

    @Override
    public Locale language() {
        return sent.language();
    }

    @Override
    public Instant now() {
        return sent.now();
    }

    @Override
    public String variable(String name) {
        return sent.variable(name);
    }

    @Override
    public Optional<String> query(String name) {
        return sent.query(name);
    }

    @Override
    public Optional<String> header(String name) {
        return sent.header(name);
    }

    @Override
    public String host() {
        return sent.host();
    }

    @Override
    public boolean secure() {
        return sent.secure();
    }

    @Override
    public String clientAddress() {
        return sent.clientAddress();
    }

    @Override
    public Optional<String> cookie(String name) {
        return sent.cookie(name);
    }

    @Override
    public Optional<Agent> agent() {
        return sent.agent();
    }

    @Override
    public Optional<Account> account() {
        return sent.account();
    }

    @Override
    public List<String> queryAll(String name) {
        return sent.queryAll(name);
    }

    @Override
    public Set<String> queryNames() {
        return sent.queryNames();
    }

    @Override
    public InputStream body() {
        return InputStream.nullInputStream();
    }
}
