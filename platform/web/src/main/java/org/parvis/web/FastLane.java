package org.parvis.web;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The first to see a request: a hit of the page cache is answered on the spot, by the thread that found it; anything else goes to the
 * thread pool and on to the servlet, for it may block.
 */
final class FastLane extends ContextHandler {
    /** Attribute of a request: a {@link Runnable} that breaks its connection. */
    static final String BREAK = "org.parvis.web.break";

    private final ContextHandlerCollection contexts;
    private final Supplier<@Nullable Hits> hits;
    private final ErrorPages errors;

    /**
     * @param contexts what this stands before
     * @param hits null while the platform starts
     */
    FastLane(ContextHandlerCollection contexts, Supplier<@Nullable Hits> hits, ErrorPages errors) {
        super("/");
        this.contexts = contexts;
        this.hits = hits;
        this.errors = errors;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Hits ready = hits.get();
        if (ready == null) {
            errors.starting(request, response, callback);
        } else if (!ready.answer(request, response, callback)) {
            request.getComponents().getExecutor().execute(() -> servlet(request, response, callback));
        }
        return true;
    }

    private void servlet(Request request, Response response, Callback callback) {
        Runnable breaking = () -> request.getConnectionMetaData().getConnection().getEndPoint().close();
        request.setAttribute(BREAK, breaking);
        try {
            for (Handler context : contexts.getHandlers()) {
                if (context != this && context.handle(request, response, callback)) {
                    return;
                }
            }
            errors.starting(request, response, callback);
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }
}
