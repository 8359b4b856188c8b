package org.parvis.payments.payfip;

/** Configuration {@code org.parvis.payments.payfip}: the addresses of the service, which change for tests alone. */
@interface PayfipConfig {

    /** Where messages are sent. */
    String service() default "https://www.payfip.gouv.fr/tpa/services/securite";

    /** Where the payer goes; {@code ?idop=} is added. */
    String page() default "https://www.payfip.gouv.fr/tpa/paiementws.web";
}
