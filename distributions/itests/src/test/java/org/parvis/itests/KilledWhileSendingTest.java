package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** Requests are sent while the server dies: who holds a receipt has a file, whole, and who lost the answer gets it by sending again. */
@Parvis(name = "killed-while-sending")
@ExtendWith(Browsers.Extension.class)
class KilledWhileSendingTest {
    private static final String COMMUNE = "agen-d-aveyron";
    private static final int CLIENTS = 6;
    private static final int DEATHS = 3;
    /** Acknowledged between two deaths: the next comes whatever the others are doing at that moment. */
    private static final int BETWEEN = 8;

    private final Queue<Sender> senders = new ConcurrentLinkedQueue<>();
    private final AtomicInteger seeds = new AtomicInteger();

    @Test
    void noReceiptIsWithoutFileAndNoFileIsThereTwice(Server server, Browsers browsers) throws Exception {
        int doubts = 0;
        for (int death = 0; death < DEATHS; death++) {
            sendUntilItDies(server);
            server.start();
            List<Sender> left = senders.stream().filter(sender -> sender.number().isEmpty()).toList();
            doubts += left.stream().filter(Sender::inDoubt).count();
            for (Sender sender : left) {
                assertThat(sender.goOn()).as(sender.subject()).isTrue();
            }
        }
        for (Sender sender : senders) {
            assertThat(sender.send()).as("sent again, %s in doubt", doubts).isEqualTo(sender.number());
        }
        assertThat(senders).hasSizeGreaterThanOrEqualTo(DEATHS * BETWEEN).extracting(Sender::number).doesNotHaveDuplicates();
        Page desk = browsers.signedIn(server, Browsers.SECRETARY);
        String list = desk.request().get(server.territory("/bureau/" + COMMUNE + "/demarches-export?etat=all&demarche=saisine").toString()).text();
        for (Sender sender : senders) {
            assertThat(list.lines().filter(line -> line.matches(".*\\b" + sender.subject() + "\\b.*")).toList()).as(sender.subject()).hasSize(1)
                    .allMatch(line -> line.contains(sender.number()));
            assertThat(sender.isOf(pieces(server, desk, sender))).as("attachments of " + sender.number()).isTrue();
        }
        desk.context().close();
    }

    private void sendUntilItDies(Server server) throws Exception {
        long before = acknowledged();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            running.add(clients.submit(() -> {
                boolean alive = true;
                while (alive) {
                    Sender sender = new Sender(server, COMMUNE, seeds.incrementAndGet());
                    senders.add(sender);
                    alive = sender.goOn();
                }
            }));
        }
        Waiting.until("some were acknowledged", () -> acknowledged() >= before + BETWEEN);
        server.kill();
        clients.shutdown();
        for (Future<?> client : running) {
            client.get();
        }
    }

    private long acknowledged() {
        return senders.stream().filter(sender -> !sender.number().isEmpty()).count();
    }

    private static List<byte[]> pieces(Server server, Page desk, Sender sender) throws IOException {
        APIResponse whole = desk.request().get(server.territory("/bureau/" + COMMUNE + "/demarches/" + sender.id() + "/export").toString());
        assertThat(whole.status()).as(sender.number()).isEqualTo(200);
        List<byte[]> pieces = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(whole.body()), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("pieces/")) {
                    pieces.add(zip.readAllBytes());
                }
            }
        }
        return pieces;
    }
}
