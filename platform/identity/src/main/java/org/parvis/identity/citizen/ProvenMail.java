package org.parvis.identity.citizen;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.citizen.ProofTable.Proof;
import org.parvis.identity.citizen.ProofTable.Purpose;

/** What follows once an address was proven: a session, a new account, another address of the account. */
@Component(service = ProvenMail.class)
public final class ProvenMail {
    private final TenantData territory;
    private final MailProofs proofs;
    private final PersonSignIn signIn;
    private final Notifications notifications;
    private final Audit audit;

    @Activate
    public ProvenMail(
            @Reference Database database, @Reference MailProofs proofs, @Reference PersonSignIn signIn, @Reference Notifications notifications,
            @Reference Audit audit) {
        this.territory = database.of(TenantId.TERRITORY);
        this.proofs = proofs;
        this.signIn = signIn;
        this.notifications = notifications;
        this.audit = audit;
    }

    /**
     * Whether who asks may use that proof; to be asked before it is used up.
     *
     * <p>Another address is confirmed by the account's owner alone, signed in: else somebody's click on a mail would give their address to
     * an account that a stranger holds, and a session that was ended would change the account afterwards.
     */
    static boolean isFor(Request request, Proof proof) {
        return proof.purpose() != Purpose.CHANGE || request.account().filter(account -> account.id().equals(proof.person())).isPresent();
    }

    Response go(Request request, Proof proof) {
        if (proof.purpose() == Purpose.CHANGE && proof.person() != null) {
            return change(request, proof, proof.person());
        }
        Optional<Person> person = PersonTable.byEmail(territory, proof.email());
        if (person.isPresent()) {
            Response open = signIn.open(request, person.get().id(), PersonSignIn.Proven.by(PersonSignIn.Method.MAIL), proof.lasting(), proof.backTo());
            return PersonSignInPages.forgetWaiting(open, request);
        }
        String token = territory.call(transaction -> proofs.proven(transaction, proof, request.now()));
        return PersonSignInPages.waiting(Response.seeOther(PersonPaths.in(request, PersonSignInPages.CREATE)), request, token);
    }

    /** The former address is told: who changed it may not have been its owner. */
    private Response change(Request request, Proof proof, UUID id) {
        boolean changed = territory.call(transaction -> {
            Person person = PersonTable.byId(transaction, id).orElse(null);
            if (person == null || PersonTable.byEmail(transaction, proof.email()).isPresent()) {
                return false;
            }
            PersonTable.updateEmail(transaction, id, proof.email());
            PersonSessions.revoke(transaction, id);
            notifications.send(transaction, Notification.of(
                    PersonKinds.CHANGED, Recipient.email(person.email(), person.locale()), Map.of("adresse", proof.email())));
            audit.record(transaction, AuditEntry.by(PersonSignIn.party(person), "identity.person-email", id.toString()));
            return true;
        });
        String done = changed ? "adresse" : "adresse-prise";
        return PersonSignInPages.forgetWaiting(Response.seeOther(PersonPaths.in(request, PersonPaths.HOME) + "?fait=" + done), request);
    }
}
