package org.parvis.messaging.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.MessageHandlerFactory;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that can do STARTTLS and refuse recipients, which GreenMail cannot. */
public final class PostOffice implements MessageHandlerFactory, AutoCloseable {
    /** Answers to recipients, by address: 450, 550 ... */
    public final Map<String, Integer> refused = new ConcurrentHashMap<>();

    public final List<MimeMessage> received = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    private PostOffice(boolean tls) {
        SMTPServer.Builder builder = SMTPServer.port(0).messageHandlerFactory(this);
        server = (tls ? builder.enableTLS().requireTLS().startTlsSocketFactory(certified()) : builder).build();
        server.start();
    }

    public static PostOffice open() {
        return new PostOffice(false);
    }

    /** Takes mail only after STARTTLS, with a certificate that nobody has signed. */
    static PostOffice withTls() {
        return new PostOffice(true);
    }

    public int port() {
        return server.getPortAllocated();
    }

    public List<String> messageIds() {
        return received.stream().map(message -> header(message, "Message-ID")).toList();
    }

    public static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext certified() {
        try (InputStream file = PostOffice.class.getResourceAsStream("/greenmail.p12")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, "changeit".toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, "changeit".toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public MessageHandler create(MessageContext context) {
        return new MessageHandler() {
            @Override
            public void from(String sender) {
                // Anybody may write.
            }

            @Override
            public void recipient(String address) throws RejectException {
                Integer code = refused.get(address);
                if (code != null) {
                    throw new RejectException(code, "no mail for " + address);
                }
            }

            @Override
            public String data(InputStream data) throws IOException {
                try {
                    received.add(new MimeMessage(Session.getInstance(new Properties()), data));
                } catch (MessagingException e) {
                    throw new IOException(e);
                }
                return "taken";
            }

            @Override
            public void done() {
                // The next one, please.
            }
        };
    }

    @Override
    public void close() {
        server.stop();
    }
}
