package org.parvis.api.route;

import java.io.IOException;

/** From a request to a response. */
@FunctionalInterface
public interface Handler {

    /**
     * @throws NotFound no such thing (404)
     * @throws Forbidden not allowed (403)
     * @throws Invalid a mistake of the user (422)
     * @throws Conflict the thing changed meanwhile (409)
     * @throws Unavailable cannot be done now (503)
     */
    Response handle(Request request) throws IOException;
}
