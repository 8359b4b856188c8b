package org.parvis.payments;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentMeans;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.payments.AttemptTable.Attempt;
import org.parvis.payments.AttemptTable.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paying online: one attempt at a time for a payment, and whatever happens in the browser, its state is what the provider answers when it is asked.
 */
@Component(service = Online.class)
public final class Online {
    private static final Logger LOG = LoggerFactory.getLogger(Online.class);
    /** An attempt that is not open by then never will be: its process has died. */
    private static final Duration OPENING = Duration.ofMinutes(2);
    /** However often somebody presses a button or a notification comes. */
    private static final Duration BREATH = Duration.ofSeconds(5);
    /** For so long money may still turn up for an attempt of which nothing was heard. */
    private static final Duration LAST = Duration.ofDays(8);
    private static final int LONGEST_PAUSE_DOUBLINGS = 9;

    private final Ledger ledger;
    private final PublicUrls urls;
    private final Audit audit;

    @Activate
    public Online(@Reference Ledger ledger, @Reference PublicUrls urls, @Reference Audit audit) {
        this.ledger = ledger;
        this.urls = urls;
        this.audit = audit;
    }

    /**
     * Opens an attempt, or answers with the one that is open: a double click and a second tab lead to the same page of the provider.
     *
     * @throws Conflict if it is paid, over, or the outcome of an attempt is still unknown
     * @throws Unavailable if the provider does not answer
     */
    Attempt begin(Site site, UUID id, PaymentMeans means, String email, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        ask(site, id, now, true);
        Attempt attempt = ledger.of(site.id()).call(transaction -> reserved(transaction, id, means, email, now));
        if (attempt.state() == State.OPEN) {
            return attempt;
        }
        PaymentMeans.Opened opened;
        try {
            Stored stored = PaymentTable.byId(ledger.of(site.id()), id).orElseThrow(NotFound::new);
            opened = means.open(attempt(site, stored, attempt));
        } catch (IOException | RuntimeException failed) {
            ledger.of(site.id()).write(transaction -> end(transaction, id, attempt.id(), State.FAILED, reason(failed), now));
            LOG.warn("{}: a payment of {} could not be opened: {}", means.code(), site.tenant().slug(), reason(failed));
            throw new Unavailable(failed instanceof PaymentMeans.Refused ? "payments.error.refused" : "payments.error.away");
        }
        ledger.of(site.id()).write(transaction -> AttemptTable.opened(transaction, attempt.id(), opened, now.plus(pause(0))));
        return AttemptTable.byId(ledger.of(site.id()), attempt.id()).orElseThrow(NotFound::new);
    }

    private static String reason(Exception failed) {
        String text = failed instanceof PaymentMeans.Refused ? failed.getMessage() : failed.getClass().getSimpleName();
        return text.substring(0, Math.min(text.length(), 200));
    }

    private Attempt reserved(Transaction transaction, UUID id, PaymentMeans means, String email, Instant now) {
        Stored stored = PaymentTable.locked(transaction, id).orElseThrow(NotFound::new);
        Payment payment = stored.payment();
        Instant expires = payment.order().expires();
        if (payment.state().isPaid()) {
            throw new Conflict("payments.error.paid");
        }
        if (!payment.state().isOpen() || expires != null && !now.isBefore(expires)) {
            throw new Conflict("payments.error.over");
        }
        if (payment.state() == PaymentState.PENDING && stored.attempt() != null) {
            Attempt there = AttemptTable.byId(transaction, stored.attempt()).orElseThrow(NotFound::new);
            if (there.state() == State.OPEN && now.isBefore(there.until())) {
                return there;
            }
            throw new Conflict(there.state() == State.OPENING ? "payments.error.opening" : "payments.error.pending");
        }
        int number = AttemptTable.of(transaction, id).size() + 1;
        Attempt attempt = new Attempt(
                Ids.next(), id, number, means.code(), payment.reference().replace("-", "") + "%02d".formatted(number), email, null, null, "", State.OPENING, now,
                now.plus(OPENING), now.plus(OPENING), 0, null, now.plus(OPENING), "", null, null, false, null, null);
        AttemptTable.insert(transaction, attempt);
        PaymentTable.attempted(transaction, id, attempt.id(), email);
        ledger.change(transaction, payment, PaymentState.PENDING, means.code(), now);
        return attempt;
    }

    private PaymentMeans.Attempt attempt(Site site, Stored stored, Attempt attempt) {
        String prefix = stored.payment().order().payer().language().getLanguage().equals("en") ? "/en" : "";
        String path = stored.payment().path();
        return new PaymentMeans.Attempt(
                stored.payment(), attempt.id(), attempt.reference(), attempt.email(), URI.create(urls.of(site, prefix + path + "/retour")),
                URI.create(urls.of(site, path + "/nouvelles")), attempt.providerReference(), attempt.terms(), attempt.begun());
    }

    /** Asks the provider about the attempt that a payment waits for, if there is one. */
    void ask(Site site, UUID id, Instant now) {
        ask(site, id, now, false);
    }

    /** @param late only if its page cannot be entered any more: else the payer goes on there */
    private void ask(Site site, UUID id, Instant now, boolean late) {
        Stored stored = PaymentTable.byId(ledger.of(site.id()), id).orElseThrow(NotFound::new);
        if (stored.payment().state() == PaymentState.PENDING && stored.attempt() != null) {
            AttemptTable.byId(ledger.of(site.id()), stored.attempt())
                    .filter(attempt -> !late || !now.isBefore(attempt.until()))
                    .ifPresent(attempt -> askFor(site, attempt, now));
        }
    }

    /** There is news, somebody says: asks about the attempt with that reference if it is one of the payment's, else about the one that is waited for. */
    void news(Site site, UUID id, String providerReference, Instant now) {
        Optional<Attempt> named = AttemptTable.of(ledger.of(site.id()), id).stream()
                .filter(attempt -> providerReference.equals(attempt.providerReference()))
                .findFirst();
        named.ifPresentOrElse(attempt -> askFor(site, attempt, now), () -> ask(site, id, now));
    }

    /** Asks about an attempt whose turn it is. */
    void due(Site site, UUID attemptId, Instant now) {
        AttemptTable.byId(ledger.of(site.id()), attemptId)
                .filter(attempt -> attempt.askAt() != null && !now.isBefore(attempt.askAt()))
                .ifPresent(attempt -> askFor(site, attempt, now));
    }

    private void askFor(Site site, Attempt attempt, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        if (attempt.state() == State.OPENING) {
            if (!now.isBefore(attempt.begun().plus(OPENING))) {
                ledger.of(site.id()).write(transaction -> end(transaction, attempt.payment(), attempt.id(), State.FAILED, "", now));
            }
            return;
        }
        if (attempt.state() == State.PAID || attempt.state() == State.FAILED) {
            return;
        }
        if (attempt.asked() != null && now.isBefore(attempt.asked().plus(BREATH))) {
            // A notification may come right after the payer came back: nothing is lost by asking a little later.
            ledger.of(site.id()).write(transaction -> AttemptTable.askAt(transaction, attempt.id(), now.plus(BREATH)));
            return;
        }
        ledger.of(site.id()).write(transaction -> AttemptTable.asked(transaction, attempt.id(), now, next(attempt, now)));
        Optional<PaymentMeans> means = ledger.means(site.id(), attempt.means());
        if (means.isEmpty()) {
            return;
        }
        try {
            Stored stored = PaymentTable.byId(ledger.of(site.id()), attempt.payment()).orElseThrow(NotFound::new);
            PaymentMeans.Standing standing = means.get().ask(attempt(site, stored, attempt));
            ledger.of(site.id()).write(transaction -> settle(transaction, site, attempt.payment(), attempt.id(), standing, now));
        } catch (IOException away) {
            LOG.info("{} does not say how a payment of {} stands, it is asked again: {}", attempt.means(), site.tenant().slug(), away.getMessage());
        }
    }

    /** When to ask next: more and more seldom, once surely when nothing is expected any more, for some days after that. */
    private static @Nullable Instant next(Attempt attempt, Instant now) {
        if (attempt.state() != State.OPEN && attempt.state() != State.LAPSED) {
            return null;
        }
        Instant next = now.plus(pause(attempt.asks()));
        if (now.isBefore(attempt.settles())) {
            return next.isAfter(attempt.settles()) ? attempt.settles() : next;
        }
        return next.isAfter(attempt.begun().plus(LAST)) ? null : next;
    }

    private static Duration pause(int asks) {
        return Duration.ofMinutes(1L << Math.min(asks, LONGEST_PAUSE_DOUBLINGS));
    }

    private void settle(Transaction transaction, Site site, UUID id, UUID attemptId, PaymentMeans.Standing standing, Instant now) {
        Payment payment = PaymentTable.locked(transaction, id).orElseThrow(NotFound::new).payment();
        Attempt attempt = AttemptTable.byId(transaction, attemptId).orElseThrow(NotFound::new);
        switch (standing.outcome()) {
            case PAID -> paid(transaction, site, payment, attempt, standing, now);
            case REFUSED -> end(transaction, id, attemptId, State.REFUSED, standing.detail(), now);
            case ABANDONED, GONE -> end(transaction, id, attemptId, State.ABANDONED, standing.detail(), now);
            case OPEN -> {
                if (attempt.state() == State.OPEN && !now.isBefore(attempt.settles())) {
                    Instant again = attempt.askAt();
                    end(transaction, id, attemptId, State.LAPSED, "", now);
                    if (again != null) {
                        AttemptTable.askAt(transaction, attemptId, again);
                    }
                }
            }
        }
    }

    private void paid(Transaction transaction, Site site, Payment payment, Attempt attempt, PaymentMeans.Standing standing, Instant now) {
        if (attempt.state() == State.PAID) {
            return;
        }
        boolean twice = payment.state().isPaid();
        Instant moved = standing.moved() == null ? now : standing.moved();
        AttemptTable.ended(
                transaction, attempt.id(), State.PAID, standing.detail(), now, LocalDate.ofInstant(moved, site.tenant().zone()), twice);
        audit.record(transaction, AuditEntry.by((AuditEntry.Party) null, twice ? "payments.twice" : "payments.online", payment.id().toString())
                .concerning(Parties.of(payment)).detail(payment.reference()));
        if (!twice) {
            ledger.change(transaction, payment, PaymentState.PAID, attempt.means(), now);
        }
    }

    /** An attempt without money: the payment that waited for it is due again. */
    private void end(Transaction transaction, UUID id, UUID attemptId, State state, String detail, Instant now) {
        Stored stored = PaymentTable.locked(transaction, id).orElseThrow(NotFound::new);
        Attempt attempt = AttemptTable.byId(transaction, attemptId).orElseThrow(NotFound::new);
        if (attempt.state() == State.PAID) {
            return;
        }
        AttemptTable.ended(transaction, attemptId, state, detail, now, null, false);
        if (attemptId.equals(stored.attempt()) && stored.payment().state() == PaymentState.PENDING) {
            ledger.change(transaction, stored.payment(), PaymentState.DUE, null, now);
        }
    }
}
