package org.parvis.api.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Header;

/**
 * The manifest of a plugin, on the {@code package-info.java} of its root package; the build writes it into the bundle's headers.
 *
 * <p>The id is at once the prefix of the plugin's tables, messages and templates; the version is the bundle's.
 */
@Header(name = "Parvis-Plugin", value = "${#id};core=\"${#core}\";permissions=\"${#permissions}\"")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
public @interface Plugin {

    /** Lower-case letters and digits: {@code news}. The name shown to people is the message {@code <id>.plugin.name}. */
    String id();

    /** Part of the platform: active for every tenant, not shown among the plugins to choose. */
    boolean core() default false;

    /**
     * Permissions, each with the roles that have it: {@code news.write=contributor} (and so editors, administrators and operators),
     * {@code permits.handle=case_worker|reception}. {@code auditor} among them opens what it guards to be read alone.
     */
    String[] permissions() default {};
}
