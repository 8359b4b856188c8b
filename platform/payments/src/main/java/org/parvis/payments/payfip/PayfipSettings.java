package org.parvis.payments.payfip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.route.FieldError;
import org.parvis.api.settings.Setting;
import org.parvis.api.settings.SettingsForm;
import org.parvis.api.tenant.Site;

/** Whether and how a tenant's payments are made with PayFiP. */
@Component(service = SettingsForm.class)
public final class PayfipSettings implements SettingsForm {
    static final Setting MODE = Setting.choice("payments.payfip.mode", "off", List.of("off", "test", "activation", "production"));
    /** NUMCLI: six digits, given by the DGFiP with the adhesion of a régie (guide). */
    static final Setting CLIENT = Setting.text("payments.payfip.client", 6);

    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");

    /**
     * What a tenant chose.
     *
     * @param saisie T (test), X (activation) or W (payments of the public)
     */
    record Chosen(String client, String saisie) {}

    @Override
    public Page page() {
        return new Page("paiement", "payments.settings.title", "payments.settings", 70);
    }

    @Override
    public List<Setting> settings() {
        return List.of(MODE, CLIENT);
    }

    @Override
    public boolean asked(Site site, Setting setting) {
        return !site.tenant().isTerritory();
    }

    @Override
    public List<FieldError> check(Site site, Map<String, String> values) {
        boolean wanted = !MODE.value(values).equals("off");
        String client = CLIENT.value(values);
        return (wanted || !client.isEmpty()) && !DIGITS.matcher(client).matches()
                ? List.of(FieldError.of(CLIENT.key(), "payments.error.client"))
                : List.of();
    }

    /** Empty while it is off, or not set up rightly. */
    static Optional<Chosen> of(Map<String, String> stored) {
        String client = CLIENT.value(stored);
        if (!DIGITS.matcher(client).matches()) {
            return Optional.empty();
        }
        return switch (MODE.value(stored)) {
            case "test" -> Optional.of(new Chosen(client, "T"));
            case "activation" -> Optional.of(new Chosen(client, "X"));
            case "production" -> Optional.of(new Chosen(client, "W"));
            default -> Optional.empty();
        };
    }
}
