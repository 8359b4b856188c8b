package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.testkit.server.Server;

/** A real mail server that an instance sends through while a test runs. */
final class Mailbox {
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final GreenMail post;
    private final Path settings;

    private Mailbox(GreenMail post, Path settings) {
        this.post = post;
        this.settings = settings;
    }

    static Mailbox open(Server server) throws IOException {
        GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        Path settings = server.data().resolve("etc/org.parvis.messaging.cfg");
        Files.writeString(
                settings, "host = 127.0.0.1\nport = " + post.getSmtp().getPort() + "\nsecurity = none\nfrom = ne-pas-repondre@territoire.example\n");
        return new Mailbox(post, settings);
    }

    void close() throws IOException {
        Files.writeString(settings, "");
        post.stop();
    }

    /**
     * The last of that many mails to an address.
     *
     * <p>Other mails come in too: what earlier tests left unsent is tried again through the next mailbox.
     */
    MimeMessage to(String address, int mails) throws InterruptedException {
        Waiting.until("mail " + mails + " to " + address, () -> sent(address).size() >= mails);
        return sent(address).get(mails - 1);
    }

    private List<MimeMessage> sent(String address) {
        return Arrays.stream(post.getReceivedMessages()).filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).contains(address)).toList();
    }

    private static Address[] recipients(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The code in the last of that many mails to an address. */
    String code(String address, int mails) throws InterruptedException {
        Matcher matcher = CODE.matcher(GreenMailUtil.getBody(to(address, mails)).replaceAll("=[0-9A-F]{2}", " "));
        assertThat(matcher.find()).as("a code").isTrue();
        return matcher.group(1);
    }
}
