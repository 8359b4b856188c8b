package org.parvis.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The servlet behind a real Jetty, to be talked to through real sockets. */
final class TownServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Server server;
    private final ServerConnector connector;

    private TownServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    static TownServer start(FrontServlet servlet, int port) {
        Server server = new Server(new QueuedThreadPool(64));
        JettySetup setup = new JettySetup(servlet::hits);
        ServerConnector connector = setup.connector(server, new HttpConfiguration());
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(2_000);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(new ContextHandlerCollection(context));
        setup.handlers(server);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new TownServer(server, connector);
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Sends raw bytes and reads all that comes until the server closes the connection. */
    String raw(String request) {
        try (Socket socket = open()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return read(socket);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    static String read(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A GET whose connection ends with its answer. */
    String get(String host, String path, String... headers) {
        return raw(head("GET", host, path, headers) + "\r\n");
    }

    /** A POST of a URL-encoded form from a page of the same host. */
    String post(String host, String path, String form, String... headers) {
        return raw(head("POST", host, path, headers) + "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + form.length() + "\r\n\r\n" + form);
    }

    static String head(String method, String host, String path, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
