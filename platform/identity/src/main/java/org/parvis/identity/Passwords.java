package org.parvis.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.parvis.api.route.Unavailable;

/**
 * Argon2id hashes, with the first parameters of the OWASP password storage cheat sheet: 19 MiB, 2 passes, 1 lane.
 *
 * <p>Few are computed at a time: a flood of sign-ins costs its senders time, and not us our memory.
 */
public final class Passwords {
    public static final int SHORTEST = 12;
    public static final int LONGEST = 200;

    private static final int LANES = 1;
    private static final int BYTES = 32;
    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 5;
    private static final int SALT_BYTES = 16;
    /** Without letters and digits that are mistaken for one another when read out. */
    private static final String LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Argon2Function argon2;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final String nobody;

    /** What one hash costs. */
    record Cost(int memoryKib, int passes) {
        /** The first parameters of the cheat sheet. */
        static final Cost OWASP = new Cost(19_456, 2);
    }

    Passwords() {
        this(Cost.OWASP);
    }

    Passwords(Cost cost) {
        this.argon2 = Argon2Function.getInstance(cost.memoryKib(), cost.passes(), LANES, BYTES, Argon2.ID);
        // What the password of an unknown address is compared with: as slow as any other.
        this.nobody = hash(oneTime());
    }

    public String hash(String password) {
        return inTurn(() -> Password.hash(normal(password)).addRandomSalt(SALT_BYTES).with(argon2).getResult());
    }

    public boolean matches(String password, String hash) {
        // What is too long to be a password of ours is compared all the same, cut: the time taken tells nothing.
        boolean possible = password.length() <= LONGEST;
        String compared = normal(possible ? password : password.substring(0, LONGEST));
        return inTurn(() -> Password.check(compared, hash).with(Argon2Function.getInstanceFromHash(hash))) && possible;
    }

    /** Compares with a password that nobody has, and takes as long as with somebody's. */
    public void compareWithNobody(String password) {
        matches(password, nobody);
    }

    /** Whether a hash was made with other parameters than those of today. */
    public boolean isOutdated(String hash) {
        return !argon2.equals(Argon2Function.getInstanceFromHash(hash));
    }

    /** Four groups of four legible characters: 79 bits. */
    public String oneTime() {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            made.append(i > 0 && i % 4 == 0 ? "-" : "").append(LEGIBLE.charAt(RANDOM.nextInt(LEGIBLE.length())));
        }
        return made.toString();
    }

    /** The same password typed on different keyboards (NIST SP 800-63B, 5.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unavailable();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
