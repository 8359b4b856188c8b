package org.parvis.demarches;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.Addresses;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Tenant;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Position;
import org.parvis.demarches.procedure.Procedure;

/** Brings addresses and positions of a form together: who types without script chooses from no list, who sends a position types nothing. */
@Component(service = Places.class)
public final class Places {
    /** A phone in a street is that far from its nearest number at most, or it is in the fields. */
    private static final int AROUND = 200;
    private static final int STREET = 60;

    private final Addresses addresses;

    @Activate
    public Places(@Reference Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * With what follows from what was typed.
     *
     * @param before the answers as they stood: an address that was changed takes its former position with it
     */
    public Answers completed(Tenant tenant, Procedure procedure, Answers before, Answers answers) {
        Answers completed = answers;
        for (Field field : procedure.screens().fields()) {
            String position = field.option("position");
            if (field.kind() == Field.Kind.ADDRESS && !position.isEmpty()) {
                completed = completed(tenant, before, completed, field.path(), position);
            }
        }
        return completed;
    }

    private Answers completed(Tenant tenant, Answers before, Answers answers, String path, String position) {
        String address = answers.text(path);
        String at = answers.text(position);
        boolean moved = !address.equals(before.text(path)) && !before.text(path).isEmpty() && at.equals(before.text(position));
        if (address.isBlank()) {
            return Position.parse(at).flatMap(point -> addresses.nearest(point, AROUND))
                    .map(near -> answers.with(path, answers.json().textNode(near.address().label())))
                    .orElse(answers);
        }
        if (!at.isEmpty() && !moved) {
            return answers;
        }
        return answers.with(position, addresses.exactly(address, near(tenant))
                .<JsonNode>map(found -> answers.json().textNode(Position.text(found.at())))
                .orElseGet(answers.json()::nullNode));
    }

    /** The street at an address or a position, as the reference file writes it, without number; empty if it is not known. */
    public String street(Tenant tenant, String address, Optional<Coordinates> at) {
        return Stream.concat(addresses.exactly(address, near(tenant)).stream(), at.flatMap(point -> addresses.nearest(point, STREET)).map(Addresses.Near::address).stream())
                .findFirst()
                .map(Address::street)
                .orElse("");
    }

    private static List<String> near(Tenant tenant) {
        return tenant.insee() == null ? List.of() : List.of(tenant.insee());
    }
}
