package org.parvis.directory;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.settings.Setting;
import org.parvis.api.settings.SettingsForm;
import org.parvis.api.tenant.Site;

/** Whether a commune's organisations appear on the portal too. */
@Component(service = SettingsForm.class)
public final class DirectorySettings implements SettingsForm {

    static final Setting SHARED = Setting.toggle("directory.share", true);

    @Override
    public Page page() {
        return new Page("annuaire", "directory.settings.title", "directory.settings", 65);
    }

    @Override
    public List<Setting> settings() {
        return List.of(SHARED);
    }

    @Override
    public List<String> tags() {
        return List.of(Listings.SHARED_TOUCHED);
    }

    @Override
    public boolean asked(Site site, Setting setting) {
        return !site.tenant().isTerritory();
    }
}
