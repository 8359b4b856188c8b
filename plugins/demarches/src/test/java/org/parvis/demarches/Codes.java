package org.parvis.demarches;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Recipient;
import org.parvis.api.privacy.Person;
import org.parvis.api.route.Request;
import org.parvis.demarches.cosign.Cosigners;

/** Codes that a test reads: what a request opened is in the cookie {@code opened}. */
final class Codes implements FollowUp {
    private final Map<Thing, String> codes;

    Codes(Map<Thing, String> codes) {
        this.codes = codes;
    }

    @Override
    public Issued issue(Transaction transaction, Thing thing, Contact contact, Instant expires) {
        if (!Recipient.isEmail(contact.email().strip()) && Person.phone(contact.phone()).length() < 6) {
            throw new IllegalArgumentException("no contact");
        }
        codes.put(thing, "CODE-" + (codes.size() + 1));
        return new Issued(codes.get(thing), "https://rodez.territoire.example/suivi/lien");
    }

    @Override
    public Optional<Issued> further(Transaction transaction, Thing thing) {
        return Optional.ofNullable(codes.get(thing)).map(code -> new Issued(code + "-more", "https://rodez.territoire.example/suivi/ouvrir/" + code));
    }

    @Override
    public void revoke(Transaction transaction, Thing thing) {
        codes.remove(thing);
    }

    @Override
    public Optional<Thing> opened(Request request) {
        return request.cookie("opened").map(id -> new Thing(Cases.KIND, id))
                .or(() -> request.cookie("openedcosigner").map(id -> new Thing(Cosigners.KIND, id)))
                .or(() -> request.cookie("openeddraft").map(id -> new Thing(Drafts.KIND, id)));
    }
}
