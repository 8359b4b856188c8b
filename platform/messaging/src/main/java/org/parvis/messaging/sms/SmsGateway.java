package org.parvis.messaging.sms;

import java.util.UUID;
import org.parvis.messaging.deliver.Outcome;

/** A way to hand over text messages. */
interface SmsGateway {

    /** Begins to send; used by one thread. */
    Connection connect();

    /** Sends one after another. */
    interface Connection extends AutoCloseable {

        /**
         * @param to as {@code +33612345678}
         * @param id of the message, the same when it is sent again
         */
        Outcome send(UUID id, String to, String text);

        @Override
        void close();
    }
}
