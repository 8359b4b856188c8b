package org.parvis.backoffice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Permissions;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Setting;
import org.parvis.api.settings.Settings;
import org.parvis.api.settings.SettingsForm;
import org.parvis.api.view.Themes;

/** The forms that plugins' declared settings make. */
@Component(service = Routes.class)
public final class SettingForms implements Routes {

    static final String PATH = "/reglages-service/";

    private final Plugins plugins;
    private final Permissions permissions;
    private final Settings settings;
    private final Database database;
    private final Audit audit;
    private final Themes themes;

    @Activate
    public SettingForms(
            @Reference Plugins plugins,
            @Reference Permissions permissions,
            @Reference Settings settings,
            @Reference Database database,
            @Reference Audit audit,
            @Reference Themes themes) {
        this.plugins = plugins;
        this.permissions = permissions;
        this.settings = settings;
        this.database = database;
        this.audit = audit;
        this.themes = themes;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.deskGet(PATH + "{form}", this::show).reads("fait"), Route.deskPost(PATH + "{form}", this::save));
    }

    private SettingsForm form(Request request) {
        SettingsForm form = plugins.of(request.tenant()).of(SettingsForm.class).stream()
                .filter(known -> known.page().name().equals(request.variable("form")))
                .findFirst()
                .orElseThrow(NotFound::new);
        if (!permissions.may(request.signedIn(), form.page().permission(), request.tenant())) {
            throw new Forbidden();
        }
        return form;
    }

    private static List<Setting> asked(Request request, SettingsForm form) {
        List<Setting> asked = form.settings().stream().filter(setting -> form.asked(request.site(), setting)).toList();
        if (asked.isEmpty()) {
            throw new NotFound();
        }
        return asked;
    }

    private Response show(Request request) {
        SettingsForm form = form(request);
        Map<String, Object> model = model(request, form);
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("backoffice/setting-form", model);
    }

    private Map<String, Object> model(Request request, SettingsForm form) {
        Map<String, String> stored = settings.of(request.tenant());
        SettingWords words = words(request);
        Map<String, Object> model = new HashMap<>();
        model.put("title", words.text(form.page().titleKey()));
        model.put("name", form.page().name());
        model.put("fields", asked(request, form).stream().map(setting -> words.field(setting, setting.value(stored))).toList());
        return model;
    }

    private SettingWords words(Request request) {
        return words(request, request.language());
    }

    private SettingWords words(Request request, Locale language) {
        return new SettingWords(themes.words("base", plugins.of(request.tenant()), language));
    }

    private Response save(Request request) throws IOException {
        SettingsForm form = form(request);
        Map<Setting, String> values = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (Setting setting : asked(request, form)) {
            try {
                values.put(setting, setting.read(request.form().value(setting.key())));
            } catch (Invalid invalid) {
                errors.addAll(invalid.errors());
            }
        }
        if (errors.isEmpty()) {
            Map<String, String> byKey = new LinkedHashMap<>();
            values.forEach((setting, value) -> byKey.put(setting.key(), value));
            errors.addAll(form.check(request.site(), byKey));
        }
        if (!errors.isEmpty()) {
            Map<String, Object> model = model(request, form);
            model.put("errors", errors);
            model.put("typed", request.form().typed());
            return Response.view("backoffice/setting-form", model).status(422);
        }
        store(request, form, values);
        return Response.seeOther(DeskFrame.ROOT + "/" + request.site().tenant().slug() + PATH + form.page().name() + "?fait=1");
    }

    /** What is as it was is not written again, and leaves no trace. */
    private void store(Request request, SettingsForm form, Map<Setting, String> values) {
        Map<String, String> stored = settings.of(request.tenant());
        Map<Setting, String> changed = new LinkedHashMap<>();
        values.forEach((setting, value) -> {
            if (!value.equals(setting.value(stored))) {
                changed.put(setting, value);
            }
        });
        if (changed.isEmpty()) {
            return;
        }
        SettingWords words = words(request, Locale.FRENCH);
        List<String> told = changed.entrySet().stream()
                .map(entry -> words.change(entry.getKey(), entry.getKey().value(stored), entry.getValue()))
                .toList();
        database.of(request.tenant()).write(transaction -> {
            changed.forEach((setting, value) -> settings.set(transaction, setting.key(), value));
            transaction.touch(form.tags().toArray(String[]::new));
            audit.record(transaction, request.signedIn(), "backoffice.setting", form.page().name(), String.join(" ; ", told));
        });
    }
}
