package org.parvis.testkit.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A stand-in for PayFiP on loopback: the three operations of its web service with the namespaces of its description, and its payment page.
 *
 * <p>Made after the DGFiP's « Guide de mise en œuvre, régies de recettes du secteur local, web service » (version 19.0, June 2020) as far as it can be
 * read in public, and after messages of the service that public integrations keep. It is no proof that the real service takes what it takes.
 */
public final class PayfipSimulator implements AutoCloseable {
    private static final String SERVICE = "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService";
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    private final HttpServer server;
    private final Map<String, Deal> deals = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Mood mood = Mood.WELL;
    private volatile boolean notifies;

    /** How it behaves. */
    public enum Mood {
        WELL,
        /** Answers with something that is no SOAP. */
        GARBAGE,
        /** Answers with a document that wants to read a file of who parses it. */
        ENTITIES,
        /** Does not answer until it is closed. */
        SILENT,
        /** Its own fault: TechDysfonctionnementErreur, 999. */
        BROKEN,
        /** Answers about somebody else's payment. */
        MISTAKEN
    }

    /**
     * A payment that it was asked to prepare.
     *
     * @param values what it was sent, by name
     * @param result P, V, A, R, Z, or null: nobody has finished it
     */
    public record Deal(String idop, Map<String, String> values, @Nullable String result) {}

    public PayfipSimulator() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/tpa/services/securite", this::soap);
        server.createContext("/tpa/paiementws.web", this::page);
        server.start();
    }

    public URI service() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tpa/services/securite");
    }

    public String page() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/tpa/paiementws.web";
    }

    public void is(Mood other) {
        mood = other;
    }

    /** Its page tells the commune's server of the outcome before it sends the payer back. */
    public void notifies() {
        notifies = true;
    }

    /** The operations that it was asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public List<Deal> deals() {
        return List.copyOf(deals.values());
    }

    /** Somebody finished a payment. */
    public void finish(String idop, String result) {
        deals.computeIfPresent(idop, (id, deal) -> new Deal(id, deal.values(), result));
    }

    /** It cleans up at night. */
    public void forget(String idop) {
        deals.remove(idop);
    }

    private void soap(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (mood) {
            case GARBAGE -> answer(exchange, 200, "text/html", "<html><p>Maintenance</html>");
            case ENTITIES -> answer(exchange, 200, "text/xml", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + body("<x>&e;</x>"));
            case SILENT -> silence();
            case BROKEN -> answer(exchange, 500, "text/xml", fault("TechDysfonctionnementErreur", "999", "Erreur technique"));
            default -> operation(exchange, body);
        }
    }

    private void silence() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void operation(HttpExchange exchange, byte[] body) throws IOException {
        Element operation = operation(body);
        asked.add(operation.getLocalName());
        Map<String, String> values = values(operation);
        String answer = switch (operation.getLocalName()) {
            case "creerPaiementSecurise" -> create(values);
            case "recupererDetailPaiementSecurise" -> detail(values.getOrDefault("idOp", ""));
            case "recupererDetailClient" -> values.getOrDefault("numCli", "").equals("123456")
                    ? response("recupererDetailClient", Map.of("libelleN1", "COMMUNE DE RODEZ", "libelleN2", "REGIE", "numcli", "123456"))
                    : fault("FonctionnelleErreur", "P2", "Numéro client inconnu.");
            default -> fault("TechProtocolaireErreur", "998", "Opération inconnue");
        };
        answer(exchange, answer.contains(":Fault>") ? 500 : 200, "text/xml", answer);
    }

    /** The one element of the body, which must be in the namespace of the service. */
    private static Element operation(byte[] body) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
            Element envelope = document.getDocumentElement();
            Node operation = document.getElementsByTagNameNS(ENVELOPE, "Body").item(0).getFirstChild();
            if (!envelope.getNamespaceURI().equals(ENVELOPE) || !operation.getNamespaceURI().equals(SERVICE)) {
                throw new IOException("not in the namespaces of the service");
            }
            return (Element) operation;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, String> values(Element operation) {
        Map<String, String> values = new LinkedHashMap<>();
        Node arg = operation.getElementsByTagName("arg0").item(0);
        for (Node node = arg.getFirstChild(); node != null; node = node.getNextSibling()) {
            values.put(node.getNodeName(), node.getTextContent());
        }
        return values;
    }

    private String create(Map<String, String> values) {
        Map<String, String> rules = Map.of(
                "numcli", "[0-9]{6}", "exer", "[0-9]{4}", "refdet", "[A-Za-z0-9]{6,30}", "objet", "[A-Za-z0-9 ]{1,100}", "montant", "[1-9][0-9]{2,10}",
                "mel", "(?=.{6,80}$)[^@]+@[^@]+", "urlnotif", "https?://.{1,242}", "urlredirect", "https?://.{1,242}", "saisie", "[TXW]");
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            if (!values.getOrDefault(rule.getKey(), "").matches(rule.getValue())) {
                return fault("FonctionnelleErreur", "T0", "Le paramètre " + rule.getKey() + " est incorrect.");
            }
        }
        String idop = UUID.randomUUID().toString();
        deals.put(idop, new Deal(idop, values, null));
        return response("creerPaiementSecurise", Map.of("idOp", idop));
    }

    private String detail(String idop) {
        Deal deal = deals.get(idop);
        if (deal == null) {
            return fault("FonctionnelleErreur", "P1", "IdOp incorrect.");
        }
        if (deal.result() == null) {
            return fault("FonctionnelleErreur", "P5", "Résultat de la transaction non connu.");
        }
        Map<String, String> values = new LinkedHashMap<>(deal.values());
        values.keySet().retainAll(List.of("exer", "mel", "montant", "numcli", "objet", "refdet", "saisie"));
        if (mood == Mood.MISTAKEN) {
            values.put("refdet", "AUTRE12345");
        }
        values.putAll(Map.of("idop", idop, "resultrans", deal.result(), "dattrans", "12112026", "heurtrans", "1005", "numauto", "A55A"));
        return response("recupererDetailPaiementSecurise", values);
    }

    private static String response(String operation, Map<String, String> values) {
        StringBuilder elements = new StringBuilder();
        values.forEach((name, value) -> elements.append('<').append(name).append('>').append(escaped(value)).append("</").append(name).append('>'));
        return body("<ns2:" + operation + "Response xmlns:ns2=\"" + SERVICE + "\"><return>" + elements + "</return></ns2:" + operation + "Response>");
    }

    private static String fault(String name, String code, String words) {
        return body("<S:Fault><faultcode>S:Server</faultcode><faultstring>fr.gouv.finances.cp.tpa.webservice.exceptions." + name + "</faultstring><detail><ns2:" + name
                + " xmlns:ns2=\"" + SERVICE + "\"><code>" + code + "</code><descriptif/><libelle>" + words + "</libelle><severite>2</severite></ns2:" + name
                + "></detail></S:Fault>");
    }

    private static String body(String content) {
        return "<S:Envelope xmlns:S=\"" + ENVELOPE + "\"><S:Body>" + content + "</S:Body></S:Envelope>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** What the payer sees there: {@code ?idop=...}, and with {@code &resultat=P} what they do. */
    private void page(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String idop = query.replaceAll("^.*idop=([^&]*).*$", "$1");
        Deal deal = deals.get(idop);
        if (deal == null) {
            answer(exchange, 404, "text/plain", "idop?");
        } else if (query.contains("resultat=")) {
            finish(idop, query.replaceAll("^.*resultat=(.).*$", "$1"));
            if (notifies) {
                tell(idop);
            }
            exchange.getResponseHeaders().set("Location", deal.values().get("urlredirect") + "?idop=" + idop);
            answer(exchange, 302, "text/plain", "");
        } else {
            String here = page() + "?idop=" + idop + "&amp;resultat=";
            answer(exchange, 200, "text/html", "<!DOCTYPE html><html lang=\"fr\"><title>Simulateur</title><h1>" + escaped(deal.values().get("objet")) + "</h1><a id=\"payer\" href=\""
                    + here + "P\">Payer</a> <a id=\"refus\" href=\"" + here + "R\">Carte refusée</a> <a id=\"abandon\" href=\"" + here + "A\">Abandonner</a></html>");
        }
    }

    /** Calls the commune's address with the number alone; the status of its answer. */
    public int tell(String idop) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(deals.get(idop).values().get("urlnotif")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("idop=" + URLEncoder.encode(idop, StandardCharsets.UTF_8))).build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
