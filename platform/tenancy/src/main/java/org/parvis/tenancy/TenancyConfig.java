package org.parvis.tenancy;

/** Configuration {@code org.parvis.tenancy}. */
@interface TenancyConfig {

    /** Host name of the territory's portal; communes live below it. */
    String territoryHost() default "localhost";

    /** Name of the territory; empty: as it is stored. */
    String territoryName() default "";

    /** Themes that new sites get in turn, as far as they are installed. */
    String[] newSiteThemes() default {"causse", "bourg", "vallee"};
}
