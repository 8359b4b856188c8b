package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a procedure costs, and checks it against the questions and the workflow. */
final class FeesReader {
    private static final String NAME = "[a-z][a-z0-9_]{0,39}";

    private FeesReader() {}

    static List<Header.Fee> read(JsonNode nodes, Source source, Faults faults) {
        List<Header.Fee> fees = new ArrayList<>();
        nodes.properties().forEach(node -> {
            Header.Fee fee = fee(node.getKey(), node.getValue());
            boolean amounts = fee.tariff()
                    ? fee.amounts().isEmpty() && !fee.typed()
                    : fee.by() == null ? fee.typed() || isAmount(node.getValue()) : !fee.amounts().isEmpty();
            boolean measures = fee.per().stream().allMatch(measure -> fee.tariff() && measure.name().matches(NAME) && !measure.paths().isEmpty());
            if (!node.getKey().matches(NAME) || !amounts || !measures || fee.amounts().values().stream().anyMatch(cents -> cents < 0)) {
                faults.at(source, "/fees/" + Source.escaped(node.getKey()), "fee", node.getKey());
            }
            fees.add(fee);
        });
        return fees;
    }

    private static Header.Fee fee(String name, JsonNode node) {
        if (!node.isObject()) {
            return new Header.Fee(name, node.asLong(-1), null, Map.of(), false, false, List.of());
        }
        Map<String, Long> amounts = new LinkedHashMap<>();
        node.path("amounts").properties().forEach(amount -> amounts.put(amount.getKey(), isAmount(amount.getValue()) ? amount.getValue().asLong() : -1));
        return new Header.Fee(
                name, 0, node.has("by") ? node.path("by").asText() : null, amounts, node.path("typed").asBoolean(), node.path("tariff").asBoolean(),
                measures(node.path("per")));
    }

    private static List<Measure> measures(JsonNode per) {
        List<Measure> measures = new ArrayList<>();
        per.properties().forEach(node -> {
            List<String> paths = new ArrayList<>();
            if (node.getValue().isTextual()) {
                paths.add(node.getValue().asText());
            }
            node.getValue().forEach(path -> paths.add(path.asText()));
            measures.add(new Measure(node.getKey(), paths));
        });
        return measures;
    }

    private static boolean isAmount(JsonNode node) {
        return node.isIntegralNumber() && node.asLong() >= 0 && node.asLong() <= Header.Fee.MOST_CENTS;
    }

    /** A fee by a choice has an amount for each of its values, unless the commune gives them; a state asks for a fee that there is; what an agent types is asked of one. */
    static void check(Header header, Screens screens, Workflow workflow, Source headerSource, Source workflowSource, Faults faults) {
        for (Header.Fee fee : header.fees()) {
            boolean choice = fee.by() == null || screens.fields().stream()
                    .anyMatch(field -> field.path().equals(fee.by())
                            && (fee.tariff() ? !field.values().isEmpty() : fee.amounts().keySet().equals(new HashSet<>(field.values()))));
            if (!choice) {
                faults.at(headerSource, "/fees/" + Source.escaped(fee.name()), "fee.choice", fee.name());
            }
            fee.per().stream().filter(measure -> !measure.fits(screens)).forEach(measure ->
                    faults.at(headerSource, "/fees/" + Source.escaped(fee.name()), "fee.per", fee.name(), measure.name()));
        }
        workflow.states().values().stream().filter(state -> state.pays() != null).forEach(state -> {
            Header.Fee fee = header.fees().stream().filter(one -> one.name().equals(state.pays())).findFirst().orElse(null);
            String pointer = "/states/" + Source.escaped(state.id());
            if (fee == null) {
                faults.at(workflowSource, pointer, "workflow.pays", state.id(), state.pays());
            } else if (fee.typed() && (workflow.initial().equals(state.id()) || workflow.transitions().stream().anyMatch(way -> way.to().equals(state.id()) && !types(way, fee)))) {
                faults.at(workflowSource, pointer, "workflow.typed", state.id(), fee.name());
            }
        });
    }

    private static boolean types(Workflow.Transition way, Header.Fee fee) {
        return way.fields().stream().anyMatch(field -> field.name().equals(fee.name()) && field.type().equals(Workflow.AMOUNT) && field.required());
    }
}
