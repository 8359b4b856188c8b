package org.parvis.messaging.mail;

/** Configuration {@code org.parvis.messaging}: the mail server that takes what this installation sends. */
@interface MailConfig {

    /** Host name of the SMTP server; empty: there is none, and e-mails wait. */
    String host() default "";

    /** 0: 587 with {@code starttls}, 465 with {@code tls}, 25 with {@code none}. */
    int port() default 0;

    /** {@code starttls} (required, not just tried), {@code tls} from the first byte, or {@code none}. */
    String security() default "starttls";

    String user() default "";

    String password() default "";

    /** File whose first line is the password, in place of {@code password}. */
    String passwordFile() default "";

    /** Host whose certificate is taken as it is: for an internal server without a public one. */
    String trust() default "";

    /** Address that e-mails come from, of a domain whose SPF and DKIM records name this server. */
    String from() default "";

    /** Domains that tenants may have addresses of their own in, for their From header. */
    String[] senderDomains() default {};
}
