package org.parvis.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.route.Form;
import org.parvis.api.route.Upload;

/** The form of a {@link FakeRequest}. */
final class FakeRequestForm implements Form {
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<String, List<Upload>> uploads = new LinkedHashMap<>();

    void add(String name, String value) {
        fields.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
    }

    void add(String name, Upload upload) {
        uploads.computeIfAbsent(name, ignored -> new ArrayList<>()).add(upload);
    }

    @Override
    public String value(String name) {
        return values(name).stream().findFirst().map(FakeRequestForm::clean).orElse("");
    }

    @Override
    public List<String> values(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    @Override
    public Optional<Upload> file(String name) {
        return files(name).stream().findFirst();
    }

    @Override
    public List<Upload> files(String name) {
        return List.copyOf(uploads.getOrDefault(name, List.of()));
    }

    @Override
    public Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        fields.keySet().forEach(name -> typed.put(name, value(name)));
        return typed;
    }

    private static String clean(String value) {
        return value.replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
