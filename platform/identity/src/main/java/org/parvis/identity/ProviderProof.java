package org.parvis.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.fresh.Prover;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.Identity;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.OpenIdConnect.Way;
import org.parvis.identity.oidc.Refused;

/** Agents who prove again who they are at the identity provider to which their account is tied. */
@Component(service = ProviderProof.class)
public final class ProviderProof {
    private final TenantData territory;
    private final OpenIdConnect connect;
    private final ProviderSignIn providers;
    private final SecondFactor factor;
    private final PublicUrls urls;
    private final Audit audit;

    @Activate
    public ProviderProof(
            @Reference Database database, @Reference OpenIdConnect connect, @Reference ProviderSignIn providers, @Reference SecondFactor factor,
            @Reference PublicUrls urls, @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.connect = connect;
        this.providers = providers;
        this.factor = factor;
        this.urls = urls;
        this.audit = audit;
    }

    /** Providers to which an account is tied. */
    List<Way> of(Agent agent) {
        Set<String> issuers = providers.links(agent.id()).stream().map(LinkTable.Link::issuer).collect(Collectors.toSet());
        return connect.ways(Audience.AGENTS, "").stream().filter(way -> issuers.contains(way.issuer())).toList();
    }

    /**
     * Leads to the provider, which is to ask the agent whatever session it has.
     *
     * @param action path of the form that waits
     * @param kept what was typed there, sealed
     */
    Prover.Outcome leave(Request request, Agent agent, String id, String action, String kept) {
        Way way = of(agent).stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
        if (way == null) {
            return new Prover.Asked();
        }
        try {
            OpenIdConnect.Departure departure = connect.again(way, ProviderPages.back(urls, request, way), action, agent.id(), kept, request);
            return new Prover.Elsewhere(LinkPages.leaving(departure.address(), way.label(), "link").cookie(departure.cookie()));
        } catch (Refused away) {
            return new Prover.Wrong(FieldError.of("preuve", "identity.provider.away.short", way.label()));
        }
    }

    /**
     * Takes what the provider answered as proof, if it is of the agent whose session this is.
     *
     * @param session hash of that session
     * @return why not
     */
    Optional<String> take(Request request, Agent agent, String session, Identity identity) {
        if (!providers.isOf(agent, identity)) {
            return Optional.of("other");
        }
        // As when signing in: with a second step the provider alone is not enough, unless it vouches for one.
        if (factor.isOn(agent.id()) && !identity.rules().isSecondFactor(identity.acr())) {
            return Optional.of("level");
        }
        territory.write(transaction -> {
            SessionTable.proved(transaction, session, request.now());
            audit.record(transaction, agent, "identity.fresh", agent.id().toString(), identity.provider());
        });
        return Optional.empty();
    }

    /** The form that waited, to be sent on with one more click: a redirection cannot send one. */
    static Response goOn(String action, String kept) {
        return Response.view("identity/fresh-done", Map.of("action", action, "kept", kept));
    }
}
