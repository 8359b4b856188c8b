package org.parvis.messaging.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.parvis.messaging.deliver.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the mail server, opened at the first mail and used for all that follow; for one thread. */
final class SmtpConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);
    private static final int FIRST_PERMANENT = 500;

    private final SmtpServer server;
    private final Session session;
    private @Nullable Transport transport;

    SmtpConnection(SmtpServer server, String hello) {
        this.server = server;
        this.session = SmtpServer.withLibrary(() -> server.session(hello));
    }

    /** @param now for the Date header */
    Outcome send(Mail mail, Instant now) {
        return SmtpServer.withLibrary(() -> attempt(mail, now));
    }

    /**
     * A connection that served before may have ended since: servers close those that are idle, or after so many mails. That says nothing about
     * this mail, which is tried once more on a new one; had the server taken it all the same, it comes twice with the same Message-ID.
     */
    private Outcome attempt(Mail mail, Instant now) {
        boolean reused = transport != null;
        Outcome outcome = attemptOnce(mail, now);
        return reused && transport == null && outcome instanceof Outcome.Later ? attemptOnce(mail, now) : outcome;
    }

    private Outcome attemptOnce(Mail mail, Instant now) {
        Transport open;
        try {
            open = connected();
        } catch (AuthenticationFailedException refused) {
            close();
            return new Outcome.Unreachable("the mail server refuses user and password: " + line(refused));
        } catch (MessagingException unreachable) {
            close();
            return new Outcome.Unreachable("the mail server " + server + " does not answer: " + line(unreachable));
        }
        try {
            open.sendMessage(message(mail, now), new Address[] {new InternetAddress(mail.to(), true)});
            return new Outcome.Delivered();
        } catch (MessagingException failed) {
            return outcome(failed);
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Does not ask the server before each mail whether it is still there: the mail itself does. */
    private Transport connected() throws MessagingException {
        Transport open = transport;
        if (open == null) {
            open = session.getTransport(server.protocol());
            open.connect(server.host(), server.port(), server.user().isEmpty() ? null : server.user(), server.user().isEmpty() ? null : server.password());
            transport = open;
        }
        return open;
    }

    /** 5xx is for good (RFC 5321, 4.2.1); a connection that broke says nothing about the mail. */
    private Outcome outcome(MessagingException failed) {
        int code = code(failed);
        if (code >= FIRST_PERMANENT && failed instanceof SMTPSenderFailedException) {
            return new Outcome.Unreachable("the mail server refuses our sender: " + line(failed));
        }
        if (code >= FIRST_PERMANENT) {
            return new Outcome.Refused(line(failed));
        }
        if (code == 421 || code < 0 && !isConnected()) {
            close();
        }
        return new Outcome.Later(line(failed));
    }

    private boolean isConnected() {
        return transport != null && transport.isConnected();
    }

    /** The server's answer about this mail; -1 when it gave none. */
    private static int code(MessagingException failed) {
        for (Exception each = failed; each != null; each = each instanceof MessagingException chained ? chained.getNextException() : null) {
            if (each instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (each instanceof SMTPSenderFailedException sender) {
                return sender.getReturnCode();
            }
            if (each instanceof SMTPSendFailedException send && !(send.getNextException() instanceof SendFailedException)) {
                return send.getReturnCode();
            }
        }
        return -1;
    }

    /** The last answer of the chain, as one line: the first one often only says that something failed. */
    private static String line(MessagingException failed) {
        Exception last = failed;
        while (last instanceof MessagingException chained && chained.getNextException() != null) {
            last = chained.getNextException();
        }
        return String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ");
    }

    private MimeMessage message(Mail mail, Instant now) throws MessagingException, UnsupportedEncodingException {
        String utf8 = StandardCharsets.UTF_8.name();
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", mail.messageId());
            }
        };
        Sender sender = mail.sender();
        message.setFrom(new InternetAddress(sender.address(), sender.name(), utf8));
        if (sender.replyTo() != null) {
            message.setReplyTo(new Address[] {new InternetAddress(sender.replyTo(), sender.name(), utf8)});
        }
        message.setRecipient(RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), utf8);
        message.setSentDate(Date.from(now));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (mail.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        MimeMultipart parts = new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html"));
        message.setContent(parts);
        return message;
    }

    /** Quoted-printable: nothing on the way has a reason to change a line, and so to break a signature. */
    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    @Override
    public void close() {
        if (transport != null) {
            try {
                transport.close();
            } catch (MessagingException gone) {
                LOG.debug("the connection to the mail server had ended: {}", gone.toString());
            }
            transport = null;
        }
    }
}
