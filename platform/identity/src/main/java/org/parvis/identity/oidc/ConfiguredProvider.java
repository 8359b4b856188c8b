package org.parvis.identity.oidc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One for each file {@code etc/org.parvis.identity.oidc-<name>.cfg}; a file that is wrong is told in the log, and offers nothing. */
@Component(service = ConfiguredProvider.class, configurationPid = "org.parvis.identity.oidc", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredProvider.class);

    private final @Nullable Provider provider;

    @Activate
    public ConfiguredProvider(ProviderConfig config) {
        Provider usable = null;
        try {
            ProviderSettings settings = ProviderSettings.of(config);
            usable = new Provider(settings);
            if (settings.development()) {
                LOG.warn("Identity provider {}: development is set; never set it on an installation that serves people", settings.id());
            }
        } catch (IllegalArgumentException wrong) {
            LOG.error("Identity provider {} is not offered: {}", config.id().isBlank() ? "without id" : config.id(), wrong.getMessage());
        }
        provider = usable;
    }

    Optional<Provider> provider() {
        return Optional.ofNullable(provider);
    }
}
