package org.parvis.messaging.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;

/** The wording of kinds: the tenant's own, else that of its theme or of the plugin. */
@Component(service = Wordings.class)
public final class Wordings {
    /** The variable that every kind has: the tenant's name. */
    private static final String COMMUNE = "commune";
    private static final String OF_COMMUNE = "de-commune";
    private static final String AT_COMMUNE = "a-commune";

    private final Themes themes;

    @Activate
    public Wordings(@Reference Themes themes) {
        this.themes = themes;
    }

    /** The kinds of some plugins, in their order. */
    static List<Kind> kinds(ActivePlugins plugins) {
        List<Kind> kinds = new ArrayList<>();
        plugins.of(NotificationKinds.class).forEach(source -> kinds.addAll(source.kinds()));
        return kinds;
    }

    /** Those that a tenant sends in its own name, and so words. */
    static List<Kind> ownKinds(ActivePlugins plugins, TenantId tenant) {
        return plugins.of(NotificationKinds.class).stream()
                .filter(source -> tenant.equals(TenantId.TERRITORY) || !source.ofTerritory())
                .flatMap(source -> source.kinds().stream())
                .toList();
    }

    static Optional<Kind> kind(ActivePlugins plugins, String id) {
        return kinds(plugins).stream().filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** What every wording may say of who sends: the name alone, and as French asks after « de » and « à ». */
    static Map<String, String> sender(Site site) {
        PlaceName name = site.tenant().name();
        return Map.of(COMMUNE, name.name(), OF_COMMUNE, name.de(), AT_COMMUNE, name.a());
    }

    static Set<String> variables(Kind kind) {
        Set<String> names = new HashSet<>(kind.variables());
        names.addAll(List.of(COMMUNE, OF_COMMUNE, AT_COMMUNE));
        return names;
    }

    /** What the plugin or the theme says. */
    Wording original(Site site, ActivePlugins plugins, Kind kind, Locale language) {
        return new Wording(
                text(site, plugins, language, kind.id() + ".subject"),
                text(site, plugins, language, kind.id() + ".text"),
                kind.channels().contains(Channel.SMS) ? text(site, plugins, language, kind.id() + ".sms") : "");
    }

    private String text(Site site, ActivePlugins plugins, Locale language, String key) {
        return themes.text(site.look().theme(), plugins, language, key);
    }

    /** What the tenant says, if it has its own wording. */
    Optional<Wording> own(Reader tenant, String kind, Locale language) {
        return tenant.one(
                "select w.subject, w.body, w.brief from messaging_wording w where w.tenant_id = :tenant and w.kind = :kind and w.tongue = :tongue",
                row -> new Wording(row.string("subject"), row.string("body"), row.string("brief")),
                "kind", kind, "tongue", language.getLanguage());
    }

    Wording of(Reader tenant, Site site, ActivePlugins plugins, Kind kind, Locale language) {
        return own(tenant, kind.id(), language).orElseGet(() -> original(site, plugins, kind, language));
    }

    /** Kinds and languages that the tenant has its own wording of, as {@code kind language}. */
    Set<String> ownOnes(Reader tenant) {
        return Set.copyOf(tenant.list(
                "select w.kind, w.tongue from messaging_wording w where w.tenant_id = :tenant", row -> row.string("kind") + " " + row.string("tongue")));
    }

    /** @throws Invalid field by field: an unknown variable with its line and name */
    void save(Transaction transaction, Kind kind, Locale language, Wording wording) {
        List<FieldError> problems = wording.problems(variables(kind));
        if (!problems.isEmpty()) {
            throw Invalid.of(problems);
        }
        Object[] parameters = {
            "kind", kind.id(), "tongue", language.getLanguage(), "subject", wording.subject(), "body", wording.text(), "brief", wording.brief()
        };
        int changed = transaction.execute(
                """
                update messaging_wording w set subject = :subject, body = :body, brief = :brief
                where w.tenant_id = :tenant and w.kind = :kind and w.tongue = :tongue
                """,
                parameters);
        if (changed == 0) {
            transaction.execute(
                    """
                    insert into messaging_wording (tenant_id, kind, tongue, subject, body, brief)
                    values (:tenant, :kind, :tongue, :subject, :body, :brief)
                    """,
                    parameters);
        }
    }

    /** Back to what the plugin or the theme says. */
    void forget(Transaction transaction, Kind kind, Locale language) {
        transaction.execute(
                "delete from messaging_wording w where w.tenant_id = :tenant and w.kind = :kind and w.tongue = :tongue",
                "kind", kind.id(), "tongue", language.getLanguage());
    }
}
