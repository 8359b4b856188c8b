package org.parvis.identity.oidc;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator lets a provider do for agents.
 *
 * @param secondFactorAcr levels of assurance that count as the second step of signing in
 * @param matchByEmail whether an account may be found by its address
 * @param emailVouched whether each address of the provider counts as checked
 * @param organisations SIREN or SIRET from which anybody may come; {@code *}: from any
 * @param tellsOrganisation whether the provider always tells a SIRET
 */
public record AgentRules(
        List<String> secondFactorAcr, boolean matchByEmail, boolean emailVouched, List<String> organisations, boolean tellsOrganisation) {

    private static final String ANY = "*";
    private static final int SIREN = 9;

    public AgentRules {
        secondFactorAcr = List.copyOf(secondFactorAcr);
        organisations = List.copyOf(organisations);
    }

    public boolean isSecondFactor(@Nullable String acr) {
        return acr != null && secondFactorAcr.contains(acr);
    }

    /**
     * Whether somebody may come from an organisation.
     *
     * @param siret as the provider says
     * @param own SIREN of the tenants in which the agent has a role
     */
    public boolean mayComeFrom(@Nullable String siret, Collection<String> own) {
        if (organisations.contains(ANY) || (!tellsOrganisation && organisations.isEmpty())) {
            return true;
        }
        if (siret == null || siret.length() < SIREN) {
            return false;
        }
        String siren = siret.substring(0, SIREN);
        return own.contains(siren) || organisations.contains(siren) || organisations.contains(siret);
    }
}
