package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.testkit.server.Server;

/** A real mail server that an instance sends through while a test runs. */
final class Mailbox {
    static final long PATIENCE = 60_000;

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

    /** Whether that many mails came in good time. */
    boolean waits(int mails) {
        return post.waitForIncomingEmail(PATIENCE, mails);
    }

    /** The code in the last of that many mails. */
    String code(int mails) {
        assertThat(waits(mails)).as("mail " + mails).isTrue();
        Matcher matcher = CODE.matcher(GreenMailUtil.getBody(post.getReceivedMessages()[mails - 1]).replaceAll("=[0-9A-F]{2}", " "));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
