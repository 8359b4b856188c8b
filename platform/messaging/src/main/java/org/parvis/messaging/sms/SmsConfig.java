package org.parvis.messaging.sms;

/** Configuration {@code org.parvis.messaging.sms}. */
@interface SmsConfig {

    /** {@code smpp}, {@code http}, or empty: no SMS. */
    String gateway() default "";

    /** Who the message comes from: a number, or a name of at most 11 characters. */
    String sender() default "";

    /** SMPP: host name of the centre. */
    String host() default "";

    int port() default 2775;

    /** SMPP: over TLS. */
    boolean tls() default false;

    /** SMPP: system id. */
    String user() default "";

    /** SMPP: at most 8 characters (SMPP 3.4, 4.1.1). */
    String password() default "";

    /** HTTP: absolute address; {@code {to}}, {@code {text}}, {@code {sender}} and {@code {id}} are filled in, encoded. */
    String url() default "";

    String method() default "POST";

    /** HTTP: {@code Name: value}. */
    String[] headers() default {};

    /** HTTP: what is sent; places as in the address, encoded as {@code contentType} wants. */
    String body() default "";

    /** HTTP: {@code application/json} or {@code application/x-www-form-urlencoded}. */
    String contentType() default "application/json";

    /** HTTP: the address may be inside of this network. */
    boolean internal() default false;
}
