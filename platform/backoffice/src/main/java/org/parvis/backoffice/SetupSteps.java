package org.parvis.backoffice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.SetupStep;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** The wizard's steps that the shell brings itself. */
final class SetupSteps {

    static final String THEME = "theme";
    static final String LOOK = "identite-visuelle";
    static final String ADDRESS = "adresse";
    static final String PLUGINS = "services";
    static final String LIVE = "en-ligne";

    private SetupSteps() {}

    /** The theme. */
    @Component(service = SetupStep.class)
    public static final class ThemeStep implements SetupStep {

        private final Marks marks;

        @Activate
        public ThemeStep(@Reference Marks marks) {
            this.marks = marks;
        }

        @Override
        public Step step() {
            return new Step(THEME, "backoffice.step.theme", 10);
        }

        @Override
        public boolean done(TenantId tenant) {
            return marks.has(tenant, THEME);
        }
    }

    /** Logo, colours and header picture. */
    @Component(service = SetupStep.class)
    public static final class LookStep implements SetupStep {

        private final Marks marks;

        @Activate
        public LookStep(@Reference Marks marks) {
            this.marks = marks;
        }

        @Override
        public Step step() {
            return new Step(LOOK, "backoffice.step.look", 20);
        }

        @Override
        public boolean done(TenantId tenant) {
            return marks.has(tenant, LOOK);
        }
    }

    /** Address, telephone, e-mail. */
    @Component(service = SetupStep.class)
    public static final class AddressStep implements SetupStep {

        private final Settings settings;

        @Activate
        public AddressStep(@Reference Settings settings) {
            this.settings = settings;
        }

        @Override
        public Step step() {
            return new Step(ADDRESS, "backoffice.step.address", 30);
        }

        @Override
        public boolean done(TenantId tenant) {
            return settings.get(tenant, "site.street").isPresent() || settings.get(tenant, "site.phone").isPresent();
        }
    }

    /** Plugins wanted. */
    @Component(service = SetupStep.class)
    public static final class PluginStep implements SetupStep {

        private final Marks marks;

        @Activate
        public PluginStep(@Reference Marks marks) {
            this.marks = marks;
        }

        @Override
        public Step step() {
            return new Step(PLUGINS, "backoffice.step.plugins", 60);
        }

        @Override
        public boolean done(TenantId tenant) {
            return marks.has(tenant, PLUGINS);
        }
    }

    /** Going live. */
    @Component(service = SetupStep.class)
    public static final class LiveStep implements SetupStep {

        private final Tenants tenants;

        @Activate
        public LiveStep(@Reference Tenants tenants) {
            this.tenants = tenants;
        }

        @Override
        public Step step() {
            return new Step(LIVE, "backoffice.step.live", 100);
        }

        @Override
        public boolean done(TenantId tenant) {
            return tenants.byId(tenant).filter(site -> site.state() == SiteState.LIVE).isPresent();
        }
    }
}
