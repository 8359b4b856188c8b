package org.parvis.demarches.wiring;

import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.DemoContent;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.bouquet.Bouquet;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.report.Reports;

/** In a demonstration each commune offers all procedures, and its secretary works on the files. */
@Component(service = DemoContent.class)
public final class DemarchesDemo implements DemoContent {
    private final Database database;
    private final Bouquet bouquet;
    private final Procedures procedures;
    private final Offers offers;
    private final Agents agents;

    @Activate
    public DemarchesDemo(
            @Reference Database database, @Reference Bouquet bouquet, @Reference Procedures procedures, @Reference Offers offers, @Reference Agents agents) {
        this.database = database;
        this.bouquet = bouquet;
        this.procedures = procedures;
        this.offers = offers;
        this.agents = agents;
    }

    @Override
    public void fill(Site site) {
        if (site.tenant().isTerritory()) {
            return;
        }
        bouquet.storeShipped();
        Map<String, String> contact = Map.of(
                "email", "mairie@" + site.tenant().slug() + ".example", Offer.SIGNER, "Camille Exemple", Offer.CAPACITY, "maire (démonstration)");
        database.of(site.id()).write(transaction -> {
            for (Procedure procedure : procedures.newest().values()) {
                if (offers.offer(site.id(), procedure.id()).version() == 0) {
                    Map<String, String> texts = new HashMap<>(contact);
                    if (procedure.header().filing().report() != null) {
                        texts.put(Reports.SHOWN, "true");
                    }
                    offers.save(transaction, new Offer(procedure.id(), true, texts, 0));
                }
            }
        });
        for (Agent agent : agents.of(site.id())) {
            if (agent.roles(site.id()).contains(Role.ADMIN)) {
                agents.invite(site.id(), agent.email(), agent.name(), Role.CASE_WORKER, null);
            }
        }
    }
}
