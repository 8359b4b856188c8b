package org.parvis.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.type.SmppProcessingException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Recipient;
import org.parvis.api.outbound.Outbound;
import org.parvis.messaging.deliver.MessageTable.State;
import org.parvis.messaging.deliver.Outcome;
import org.parvis.messaging.mail.MailTown;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Text messages to a centre that others wrote (Cloudhopper's SMPP server), and to an HTTP provider. */
class SmsTest {
    private static final UUID ID = new UUID(1, 0x2a);

    /** A centre of the test. */
    private static final class Centre implements SmppServerHandler, AutoCloseable {
        final List<SubmitSm> taken = new CopyOnWriteArrayList<>();
        volatile int status;
        private final DefaultSmppServer server;
        private final int port;

        Centre() throws Exception {
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            SmppServerConfiguration settings = new SmppServerConfiguration();
            settings.setHost("127.0.0.1");
            settings.setPort(port);
            server = new DefaultSmppServer(settings, this);
            server.start();
        }

        @Override
        @SuppressWarnings("rawtypes") // as the library declares it
        public void sessionBindRequested(Long session, SmppSessionConfiguration configuration, BaseBind request) throws SmppProcessingException {
            if (!configuration.getPassword().equals("secret")) {
                throw new SmppProcessingException(SmppConstants.STATUS_INVPASWD);
            }
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession session, BaseBindResp response) {
            session.serverReady(new DefaultSmppSessionHandler() {
                @Override
                @SuppressWarnings("rawtypes") // as the library declares it
                public PduResponse firePduRequestReceived(PduRequest request) {
                    PduResponse answer = request.createResponse();
                    if (request instanceof SubmitSm submit) {
                        answer.setCommandStatus(status);
                        taken.add(submit);
                    }
                    return answer;
                }
            });
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession session) {
            session.destroy();
        }

        SmppGateway gateway(String password) {
            return new SmppGateway("127.0.0.1", port, false, "parvis", password, "Rodez");
        }

        @Override
        public void close() {
            server.destroy();
        }
    }

    @Test
    void aCentreTakesShortAndLongMessagesInBothAlphabets() throws Exception {
        try (Centre centre = new Centre(); SmsGateway.Connection open = centre.gateway("secret").connect()) {
            assertThat(open.send(ID, "+33612345678", "Votre code : 42 € à l’accueil")).isInstanceOf(Outcome.Delivered.class);
            SubmitSm first = centre.taken.get(0);
            assertThat(first.getDestAddress().getAddress()).isEqualTo("33612345678");
            assertThat(first.getSourceAddress().getAddress()).isEqualTo("Rodez");
            assertThat(first.getDataCoding()).isZero();
            assertThat(first.getShortMessage()).as("€ is escaped, à is 0x7f").contains(new byte[] {0x1b, 0x65}).contains(new byte[] {0x7f});

            assertThat(open.send(ID, "+33612345678", "ê".repeat(100))).isInstanceOf(Outcome.Delivered.class);
            SubmitSm wide = centre.taken.get(1);
            assertThat(centre.taken).hasSize(3);
            assertThat(wide.getDataCoding()).isEqualTo((byte) 8);
            assertThat(wide.getEsmClass() & 0x40).isEqualTo(0x40);
            assertThat(wide.getShortMessage()).startsWith(new byte[] {5, 0, 3, 0x2a, 2, 1}).hasSize(6 + 134);
        }
    }

    @Test
    void whatACentreAnswersSaysWhetherToTryAgain() throws Exception {
        try (Centre centre = new Centre(); SmsGateway.Connection open = centre.gateway("secret").connect()) {
            centre.status = SmppConstants.STATUS_THROTTLED;
            assertThat(open.send(ID, "+33612345678", "a")).isInstanceOf(Outcome.Later.class);
            centre.status = SmppConstants.STATUS_INVDSTADR;
            assertThat(open.send(ID, "+33612345678", "a")).isInstanceOf(Outcome.Refused.class);
        }
        try (Centre centre = new Centre(); SmsGateway.Connection wrong = centre.gateway("wrong").connect()) {
            assertThat(wrong.send(ID, "+33612345678", "a")).isInstanceOf(Outcome.Unreachable.class);
        }
        try (SmsGateway.Connection nobody = new SmppGateway("127.0.0.1", 1, false, "u", "p", "Rodez").connect()) {
            assertThat(nobody.send(ID, "+33612345678", "a")).isInstanceOf(Outcome.Unreachable.class);
        }
    }

    @Test
    void textsAreCutAsTheStandardWants() {
        assertThat(SmsText.of("a".repeat(160), 1).parts()).hasSize(1);
        List<byte[]> two = SmsText.of("a".repeat(161), 1).parts();
        assertThat(two).extracting(part -> part.length).containsExactly(159, 14);
        assertThat(SmsText.of("a".repeat(152) + "€" + "a".repeat(20), 1).parts().get(0)).as("€ takes two and is not cut").hasSize(6 + 152);
        assertThat(SmsText.of("ж".repeat(70), 1).parts()).hasSize(1);
        assertThat(SmsText.of("ж".repeat(71), 1).parts()).hasSize(2);
    }

    @OnBothDatabases
    void aNotificationWithANumberGoesBySms(TestDatabase database) throws Exception {
        Kind code = new Kind("messaging.code", List.of("code"), Set.of(Channel.SMS), false, true);
        MailTown town = new MailTown(database);
        town.contributions.add((NotificationKinds) () -> List.of(code));
        town.word(code, "Code", "Votre code : [code]");
        try (Centre centre = new Centre()) {
            town.send(code, new Recipient(null, "+33612345678", null, Locale.FRENCH), Map.of("code", "123456"));
            town.delivery(town.noMail()).deliver(MailTown.RODEZ);
            assertThat(town.count(State.WAITING)).as("no gateway").isEqualTo(1);
            town.delivery(new SmsCarrier(call -> {
                throw new AssertionError("not expected");
            }, centre.gateway("secret"))).deliver(MailTown.RODEZ);
            assertThat(town.count(State.SENT)).isEqualTo(1);
            assertThat(new String(centre.taken.get(0).getShortMessage(), StandardCharsets.US_ASCII)).isEqualTo("Votre code : 123456");
        }
    }

    @Test
    void anHttpProviderGetsWhatItsTemplateSays() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        int[] status = {200};
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/sms", exchange -> {
            bodies.add(exchange.getRequestHeaders().getFirst("X-Key") + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/sms?to={to}";
            assertThat(send(config(url, false))).as("an internal address, not allowed").isInstanceOf(Outcome.Unreachable.class);
            assertThat(send(config(url, true))).isInstanceOf(Outcome.Delivered.class);
            assertThat(bodies).containsExactly("k1 /sms?to=%2B33612345678 {\"text\":\"Il dit \\\"oui\\\"\",\"from\":\"Rodez\"}");
            status[0] = 503;
            assertThat(send(config(url, true))).isInstanceOf(Outcome.Later.class);
            status[0] = 400;
            assertThat(send(config(url, true))).isInstanceOf(Outcome.Refused.class);
            status[0] = 302;
            assertThat(send(config(url, true))).as("no redirection is followed").isInstanceOf(Outcome.Later.class);
        } finally {
            server.stop(0);
        }
    }

    private static Outcome send(SmsConfig config) {
        try (SmsGateway.Connection open = new HttpGateway(config, SmsTest::plain).connect()) {
            return open.send(ID, "+33612345678", "Il dit \"oui\"");
        }
    }

    /** As the platform's does, in few words: the real one is tested where it is. */
    private static Outbound.Answer plain(Outbound.Call call) throws IOException {
        if (!call.ofTheOperator()) {
            throw new Outbound.Blocked("internal");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address()).method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Outbound.Answer(answer.statusCode(), call.address(), Map.of(), answer.body());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The configuration's own defaults, but for these. */
    private static SmsConfig config(String url, boolean internal) {
        Map<String, Object> given = Map.of(
                "url", url, "internal", internal, "sender", "Rodez", "headers", new String[] {"X-Key: k1"}, "body", "{\"text\":\"{text}\",\"from\":\"{sender}\"}");
        return (SmsConfig) Proxy.newProxyInstance(
                SmsConfig.class.getClassLoader(), new Class<?>[] {SmsConfig.class, Annotation.class},
                (proxy, method, arguments) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
