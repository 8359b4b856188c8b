package org.parvis.identity.fresh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.route.Form;
import org.parvis.api.route.Upload;

/** What was typed before; without files, which none of the forms has. */
final class KeptForm implements Form {
    private final Map<String, List<String>> fields;

    KeptForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    @Override
    public String value(String name) {
        return values(name).stream().findFirst().map(value -> value.replace("\r\n", "\n").replace('\r', '\n').strip()).orElse("");
    }

    @Override
    public List<String> values(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    @Override
    public Optional<Upload> file(String name) {
        return Optional.empty();
    }

    @Override
    public List<Upload> files(String name) {
        return List.of();
    }

    @Override
    public Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        fields.keySet().forEach(name -> typed.put(name, value(name)));
        return typed;
    }
}
