package org.parvis.identity.oidc;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to an identity provider and back: authorization code flow with state, nonce and, where the provider takes it, PKCE (OpenID Connect
 * Core, RFC 7636, RFC 9700).
 */
@Component(service = OpenIdConnect.class)
public final class OpenIdConnect {
    /** What callbacks read of the provider's answer. */
    public static final String[] ANSWER = {"code", "state", "error", "iss"};

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdConnect.class);

    /** By so much may a provider's clock be behind. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final TenantData territory;
    private final List<ConfiguredProvider> configured = new CopyOnWriteArrayList<>();

    @Activate
    public OpenIdConnect(@Reference Database database) {
        this.territory = database.of(TenantId.TERRITORY);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProvider(ConfiguredProvider added) {
        String id = added.provider().map(provider -> provider.settings().id()).orElse("");
        if (provider(id).isPresent()) {
            LOG.error("Identity provider {}: two files have this id; the one that was read later is not offered", id);
            return;
        }
        configured.add(added);
    }

    void removeProvider(ConfiguredProvider provider) {
        configured.remove(provider);
    }

    /** A button: where it leads is the caller's. */
    public record Way(String id, Kind kind, Audience audience, String label, String issuer) {}

    /** To the provider: the address, and the cookie that must come back. */
    public record Departure(String address, Response.Cookie cookie) {}

    /**
     * Back from the provider.
     *
     * @param account who asked to be linked or to prove again who they are, null to sign in
     * @param kept what waits for the proof, sealed; null for all else
     */
    public record Arrival(Identity identity, String destination, @Nullable UUID account, @Nullable String kept) {}

    /** Name of the cookie. Host-only; worth nothing but together with the provider's answer, once, for ten minutes. */
    public static String cookie(Audience audience, Request request) {
        // The back office has cookies of its own path, which the prefix forbids.
        String name = audience == Audience.AGENTS ? "parvis-bureau-fournisseur" : "parvis-compte-fournisseur";
        return audience == Audience.CITIZENS && request.secure() ? "__Host-" + name : name;
    }

    /**
     * The providers of an audience, by label.
     *
     * @param tenantSlug for whom somebody signs in, or empty; its own client takes the place of the territory's of that kind
     */
    public List<Way> ways(Audience audience, String tenantSlug) {
        List<ProviderSettings> fitting = settings()
                .filter(one -> one.audience() == audience && (one.tenant().isEmpty() || one.tenant().equals(tenantSlug)))
                .toList();
        Set<Kind> own = fitting.stream()
                .filter(one -> !one.tenant().isEmpty() && one.kind() != Kind.GENERIC)
                .map(ProviderSettings::kind)
                .collect(Collectors.toSet());
        return fitting.stream()
                .filter(one -> !one.tenant().isEmpty() || !own.contains(one.kind()))
                .sorted(Comparator.comparing(ProviderSettings::label))
                .map(OpenIdConnect::way)
                .toList();
    }

    /** @throws NotFound if there is none of that audience */
    public Way way(String id, Audience audience) {
        return settings().filter(one -> one.id().equals(id) && one.audience() == audience).findFirst().map(OpenIdConnect::way).orElseThrow(NotFound::new);
    }

    /** How a provider is called; empty if it is configured no more. */
    public Optional<String> label(String id) {
        return settings().filter(one -> one.id().equals(id)).map(ProviderSettings::label).findFirst();
    }

    private static Way way(ProviderSettings settings) {
        return new Way(settings.id(), settings.kind(), settings.audience(), settings.label(), settings.issuer());
    }

    private Stream<ProviderSettings> settings() {
        return configured.stream().flatMap(one -> one.provider().stream()).map(Provider::settings);
    }

    /**
     * Begins.
     *
     * @param back absolute address that the provider sends the person back to, as registered there
     * @param destination path for afterwards, already checked to be ours
     * @param account to be linked, null to sign in
     * @throws Refused if the provider does not answer
     */
    public Departure depart(Way way, String back, String destination, @Nullable UUID account, Request request) {
        return depart(way, back, Attempt.begin(way.id(), destination, account, null), request);
    }

    /**
     * Has somebody who is signed in prove again who they are: the provider is to ask them, whatever session it has (OpenID Connect Core, 3.1.2.1).
     *
     * @param kept what waits for it, sealed
     * @throws Refused if the provider does not answer
     */
    public Departure again(Way way, String back, String destination, UUID account, String kept, Request request) {
        return depart(way, back, Attempt.begin(way.id(), destination, account, new Attempt.Again(kept, request.now())), request);
    }

    private Departure depart(Way way, String back, Attempt attempt, Request request) {
        Provider provider = provider(way);
        try {
            String address = WayThere.address(provider, attempt, URI.create(back), request.language().getLanguage());
            territory.write(transaction -> AttemptTable.insert(transaction, attempt, request.now()));
            return new Departure(address, new Response.Cookie(cookie(way.audience(), request), attempt.token(), Attempt.LIFETIME));
        } catch (Refused refused) {
            throw told(provider, refused);
        }
    }

    /**
     * Ends: takes the provider's answer, once.
     *
     * @param back as at the beginning
     * @throws Refused
     */
    public Arrival arrive(Way way, String back, Request request) {
        Provider provider = provider(way);
        try {
            Attempt attempt = begun(way, request);
            accepted(provider, request);
            String code = request.query("code").orElseThrow(() -> new Refused(Refused.Reason.STATE, "neither code nor error"));
            Identity identity = new Exchange(provider).identity(code, attempt, URI.create(back));
            Attempt.Again again = attempt.again();
            if (again != null && identity.asked().filter(asked -> !asked.isBefore(again.asked().minus(CLOCKS))).isEmpty()) {
                throw new Refused(Refused.Reason.STALE, "asked " + again.asked() + ", auth_time " + identity.asked().orElse(null));
            }
            return new Arrival(identity, attempt.destination(), attempt.account(), again == null ? null : again.kept());
        } catch (Refused refused) {
            throw told(provider, refused);
        }
    }

    /** Where to sign out at the provider too; empty if it has no such page, is away, or is configured no more. */
    public Optional<String> farewell(String providerId, String idToken, String back) {
        Provider provider = provider(providerId).orElse(null);
        if (provider == null) {
            return Optional.empty();
        }
        try {
            URI page = provider.metadata().getEndSessionEndpointURI();
            return page == null
                    ? Optional.empty()
                    : Optional.of(new LogoutRequest(page, JWTParser.parse(idToken), URI.create(back), new State(Attempt.random())).toURI().toString());
        } catch (Refused refused) {
            LOG.warn("Identity provider {}: nobody can be signed out there now: {}", providerId, refused.getMessage());
            return Optional.empty();
        } catch (java.text.ParseException malformed) {
            throw new IllegalStateException("an ID token that was checked cannot be read", malformed);
        }
    }

    private Attempt begun(Way way, Request request) {
        String token = Attempt.token(request.cookie(cookie(way.audience(), request))).orElseThrow(() -> new Refused(Refused.Reason.OVER, "no cookie"));
        Attempt attempt = AttemptTable.one(territory, token, request.now())
                .filter(one -> one.provider().equals(way.id()))
                .orElseThrow(() -> new Refused(Refused.Reason.OVER, "nothing was begun"));
        byte[] state = request.query("state").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(state, attempt.state().getBytes(StandardCharsets.UTF_8))) {
            // Not used up: whoever sends such an answer here must not be able to end what the person has begun.
            throw new Refused(Refused.Reason.STATE, "another state");
        }
        if (!territory.call(transaction -> AttemptTable.delete(transaction, attempt))) {
            throw new Refused(Refused.Reason.OVER, "used already");
        }
        return attempt;
    }

    /** Whether the provider says yes, and is the one that was asked (RFC 9207). */
    private static void accepted(Provider provider, Request request) {
        Optional<String> issuer = request.query("iss");
        boolean promised = provider.metadata().supportsAuthorizationResponseIssuerParam();
        if (issuer.isPresent() ? !issuer.get().equals(provider.settings().issuer()) : promised) {
            throw new Refused(Refused.Reason.STATE, "another issuer");
        }
        String error = request.query("error").orElse("");
        switch (error) {
            case "" -> { }
            case "access_denied", "login_required", "consent_required", "interaction_required", "account_selection_required" ->
                throw new Refused(Refused.Reason.DENIED, error);
            case "server_error", "temporarily_unavailable" -> throw new Refused(Refused.Reason.AWAY, error);
            case "unmet_authentication_requirements" -> throw new Refused(Refused.Reason.LEVEL, error);
            default -> throw new Refused(Refused.Reason.SETTINGS, "it answers " + error.replaceAll("[^a-z_]", "?"));
        }
    }

    Optional<Provider> provider(String id) {
        return configured.stream().flatMap(one -> one.provider().stream()).filter(one -> one.settings().id().equals(id)).findFirst();
    }

    /** Of that audience still: the file may have been changed meanwhile. */
    private Provider provider(Way way) {
        return provider(way.id()).filter(one -> one.settings().audience() == way.audience()).orElseThrow(NotFound::new);
    }

    private static Refused told(Provider provider, Refused refused) {
        switch (refused.reason()) {
            case AWAY, SETTINGS, UNPROVED -> LOG.warn("Identity provider {}: {}", provider.settings().id(), refused.getMessage());
            default -> LOG.debug("Identity provider {}: {} ({})", provider.settings().id(), refused.reason(), refused.getMessage());
        }
        return refused;
    }
}
