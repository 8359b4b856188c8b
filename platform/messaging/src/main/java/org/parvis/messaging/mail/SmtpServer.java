package org.parvis.messaging.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's mail server.
 *
 * @param security {@code starttls}, {@code tls} or {@code none}
 * @param trust host whose certificate is taken as it is, or empty
 */
record SmtpServer(String host, int port, String security, String user, String password, String trust) {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final String CONNECT_MILLIS = "10000";
    private static final String ANSWER_MILLIS = "30000";

    /** @throws IllegalArgumentException if the kind of security is unknown or the file of the password cannot be read */
    static SmtpServer of(MailConfig config) {
        String security = config.security().toLowerCase(Locale.ROOT);
        if (!List.of("starttls", "tls", "none").contains(security)) {
            throw new IllegalArgumentException("org.parvis.messaging: security is starttls, tls or none");
        }
        int usual = security.equals("tls") ? 465 : security.equals("none") ? 25 : 587;
        return new SmtpServer(config.host().strip(), config.port() == 0 ? usual : config.port(), security, config.user(), password(config), config.trust());
    }

    /** As {@link #of}; when the configuration is wrong that is logged, and there is no server: messages wait. */
    static SmtpServer configured(MailConfig config) {
        try {
            return of(config);
        } catch (IllegalArgumentException wrong) {
            LOG.error("{}; e-mails wait until this is corrected", wrong.getMessage());
            return new SmtpServer("", 0, "none", "", "", "");
        }
    }

    private static String password(MailConfig config) {
        if (config.passwordFile().isBlank()) {
            return config.password();
        }
        try {
            return Files.readString(Path.of(config.passwordFile())).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("org.parvis.messaging: passwordFile cannot be read", unreadable);
        }
    }

    String protocol() {
        return security.equals("tls") ? "smtps" : "smtp";
    }

    /** A session whose mails say {@code hello} as the name of this host. */
    Session session(String hello) {
        Properties settings = new Properties();
        String prefix = "mail." + protocol() + ".";
        settings.setProperty("mail.transport.protocol", protocol());
        settings.setProperty(prefix + "host", host);
        settings.setProperty(prefix + "port", Integer.toString(port));
        settings.setProperty(prefix + "localhost", hello);
        settings.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        settings.setProperty(prefix + "timeout", ANSWER_MILLIS);
        settings.setProperty(prefix + "writetimeout", ANSWER_MILLIS);
        settings.setProperty(prefix + "starttls.enable", Boolean.toString(security.equals("starttls")));
        settings.setProperty(prefix + "starttls.required", Boolean.toString(security.equals("starttls")));
        settings.setProperty(prefix + "auth", Boolean.toString(!user.isEmpty()));
        settings.setProperty(prefix + "ssl.checkserveridentity", Boolean.toString(trust.isEmpty()));
        if (!trust.isEmpty()) {
            settings.setProperty(prefix + "ssl.trust", trust);
        }
        settings.setProperty(prefix + "quitwait", "false");
        settings.put(prefix + "socketFactory", new PromptSockets());
        settings.setProperty(prefix + "socketFactory.fallback", "false");
        return Session.getInstance(settings);
    }

    /**
     * Runs work with the class loader of the mail library as the thread's own, for it looks up its parts there.
     */
    static <T> T withLibrary(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SmtpServer.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port + " (" + security + ")";
    }
}
