package org.parvis.web;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connector that begins each request on the thread that found it, without handing it to another.
 *
 * <p>That is right only because the first handler, {@link FastLane}, never blocks and passes whatever it cannot answer at once to the
 * thread pool.
 */
final class QuickConnector extends ServerConnector {

    /** @param selectors threads that answer hits */
    QuickConnector(Server server, int selectors, HttpConnectionFactory http) {
        super(server, 1, selectors, http);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new Quick(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private static final class Quick extends SocketChannelEndPoint {
        Quick(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        @Override
        public void fillInterested(Callback callback) {
            super.fillInterested(quick(callback));
        }

        @Override
        public boolean tryFillInterested(Callback callback) {
            return super.tryFillInterested(quick(callback));
        }

        private static Callback quick(Callback callback) {
            return Callback.from(Invocable.InvocationType.NON_BLOCKING, callback::succeeded, callback::failed);
        }
    }
}
