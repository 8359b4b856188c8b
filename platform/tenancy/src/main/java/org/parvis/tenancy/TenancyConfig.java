package org.parvis.tenancy;

/** Configuration {@code org.parvis.tenancy}. */
@interface TenancyConfig {

    /** Host name of the territory's portal; communes live below it. */
    String territoryHost() default "localhost";

    /** Name of the territory; empty: as it is stored. */
    String territoryName() default "";

    /** Themes that new sites get in turn, as far as they are installed. */
    String[] newSiteThemes() default {"causse", "bourg", "vallee"};

    /** IPv4 and IPv6 addresses that a domain of a commune's own may lead to, separated by commas; empty: those of the site's first host. */
    String siteAddresses() default "";

    /** DNS servers ({@code host[:port]}, separated by commas) that are asked about domains; empty: those of the machine. */
    String dnsServers() default "";
}
