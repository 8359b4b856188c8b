package org.parvis.messaging.sms;

import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.socket.SSLSocketConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.parvis.messaging.deliver.Outcome;

/** Short Message Peer-to-Peer, version 3.4: bound as transmitter while there is something to send. */
record SmppGateway(String host, int port, boolean tls, String user, String password, String sender) implements SmsGateway {
    private static final long BIND_MILLIS = 10_000;

    /** User data header indicator (SMPP 3.4, 5.2.12). */
    private static final byte WITH_HEADER = 0x40;

    /** Invalid destination address or numbering, or not allowed there (SMPP 3.4, 5.1.3): another attempt would not help. */
    private static final Set<Integer> FOR_GOOD = Set.of(0x0b, 0x50, 0x51, 0x48, 0x49, 0x01);

    @Override
    public Connection connect() {
        return new Bound();
    }

    private final class Bound implements Connection {
        private @Nullable SMPPSession session;

        @Override
        public Outcome send(UUID id, String to, String text) {
            SMPPSession open;
            try {
                open = bound();
            } catch (IOException away) {
                close();
                return new Outcome.Unreachable("the SMS centre " + host + ":" + port + " does not answer: " + away.getMessage());
            }
            try {
                SmsText cut = SmsText.of(text, (int) (id.getLeastSignificantBits() & 0xff));
                for (byte[] part : cut.parts()) {
                    submit(open, to.substring(1), cut, part);
                }
                return new Outcome.Delivered();
            } catch (NegativeResponseException refused) {
                String reason = String.format("SMPP status 0x%08x", refused.getCommandStatus());
                return FOR_GOOD.contains(refused.getCommandStatus()) ? new Outcome.Refused(reason) : new Outcome.Later(reason);
            } catch (PDUException impossible) {
                return new Outcome.Refused("this cannot be an SMS: " + impossible.getMessage());
            } catch (ResponseTimeoutException | InvalidResponseException | IOException broken) {
                close();
                return new Outcome.Later("the SMS centre broke off: " + broken.getMessage());
            }
        }

        private SMPPSession bound() throws IOException {
            SMPPSession open = session;
            if (open == null || !open.getSessionState().isBound()) {
                open = new SMPPSession(tls ? new SSLSocketConnectionFactory() : SocketConnectionFactory.getInstance());
                session = open;
                open.connectAndBind(
                        host, port,
                        new BindParameter(BindType.BIND_TX, user, password, "parvis", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null), BIND_MILLIS);
            }
            return open;
        }

        private void submit(SMPPSession open, String to, SmsText text, byte[] part)
                throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException, IOException {
            boolean number = sender.matches("\\+?[0-9]+");
            open.submitShortMessage(
                    "", number ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.ALPHANUMERIC, number ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN,
                    sender.replace("+", ""), TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, to,
                    new ESMClass(text.parts().size() > 1 ? WITH_HEADER : 0), (byte) 0, (byte) 0, null, null, new RegisteredDelivery(0), (byte) 0,
                    new GeneralDataCoding(text.unicode() ? Alphabet.ALPHA_UCS2 : Alphabet.ALPHA_DEFAULT), (byte) 0, part);
        }

        @Override
        public void close() {
            if (session != null) {
                session.unbindAndClose();
                session = null;
            }
        }
    }
}
