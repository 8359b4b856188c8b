package org.parvis.api.route;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;

/** A request, already routed to a site and a route; immutable but for its body, which is read once. */
@ProviderType
public interface Request {

    /** Identifies the request in the log and on error pages. */
    String id();

    String method();

    /** The path as routed: without language prefix, decoded, starting with {@code /}. */
    String path();

    /** The site; in the back office, that of the tenant in the path (the territory's for DESK_HOME). */
    Site site();

    default TenantId tenant() {
        return site().id();
    }

    /** Language of the interface and content: from the path on public sites, the agent's in the back office. */
    Locale language();

    /** When the request began (UTC); the one clock that a handler needs. */
    Instant now();

    /**
     * A variable of the route's pattern, decoded.
     *
     * @throws IllegalArgumentException if the pattern has no such variable
     */
    String variable(String name);

    /** First value of a query parameter that the route declares, if not blank. */
    Optional<String> query(String name);

    /** First value of a header. */
    Optional<String> header(String name);

    /** Host as the client asked for, without port. */
    String host();

    /** Whether the client reached us over TLS. */
    boolean secure();

    /** Address of the client, trusted proxies resolved; never stored with content. */
    String clientAddress();

    /** Value of a cookie. */
    Optional<String> cookie(String name);

    /** The signed-in agent; always present in the back office but for routes without a session, never on public sites. */
    Optional<Agent> agent();

    /**
     * The citizen's account that is signed in on this host, as this tenant may see it. Only on routes that say so by
     * {@link Route#requiresAccount()} or {@link Route#readsAccount()}: their pages are never kept.
     *
     * @throws IllegalStateException on other routes
     */
    Optional<Account> account();

    /**
     * The signed-in agent.
     *
     * @throws Forbidden if there is none
     */
    default Agent signedIn() {
        return agent().orElseThrow(Forbidden::new);
    }

    /**
     * The body as a form (URL-encoded or multipart); files are spooled to disk and deleted after the response.
     *
     * @throws Invalid if it is malformed or larger than the route's limits
     */
    Form form() throws IOException;

    /** The body as a stream, cut off with {@link Invalid} at the route's limit; not after {@link #form()}. */
    InputStream body() throws IOException;

    /** All values of a query parameter that the route declares. */
    List<String> queryAll(String name);

    /** Names of the query parameters that came and that the route declares. */
    default Set<String> queryNames() {
        return Set.of();
    }
}
