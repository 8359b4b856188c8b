package org.parvis.api.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: forms that an agent fills in for somebody, from the counter, the telephone or paper; « Saisir pour quelqu’un » in
 * « Ma journée ».
 */
@ConsumerType
public interface CounterForms {

    List<Form> forms(TenantId tenant);

    /**
     * @param label as it was written, in no need of translation
     * @param path of the form, below {@code /bureau/<slug>}
     * @param permission needed to fill it in, or null
     * @param icon name of an icon of the base theme
     */
    record Form(String label, String path, @Nullable String permission, String icon) {}
}
