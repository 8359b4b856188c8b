package org.parvis.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.parvis.testkit.TestDatabase;

/**
 * Measures sign-ins a second beside what the library alone computes: both in turns, with as many threads as processors, so that what else
 * the machine does slows both alike.
 */
public final class SignInRate {
    /** As many as {@link Passwords} lets compute at a time, at most. */
    public static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final int ROUNDS = 5;
    private static final int CHECKS = 200_000;
    private static final Passwords.Cost COST = Passwords.Cost.OWASP;

    private SignInRate() {}

    /** Signs in once; fails if that is refused. */
    @FunctionalInterface
    public interface Attempt {
        void by(int thread) throws Exception;
    }

    /** Whether a session is found. */
    @FunctionalInterface
    public interface Check {
        boolean open();
    }

    public static void print(String who, TestDatabase database, Attempt attempt) throws Exception {
        int each = Integer.parseInt(System.getenv().getOrDefault("PARVIS_BENCH_SIGNINS", "400"));
        int aRound = Math.max(1, each / THREADS / ROUNDS);
        Argon2Function argon2 = Argon2Function.getInstance(COST.memoryKib(), COST.passes(), 1, 32, Argon2.ID);
        String hash = Password.hash("cuivre nuage sept bateau").addRandomSalt(16).with(argon2).getResult();
        Attempt raw = thread -> require(Password.check("cuivre nuage sept bateau", hash).with(argon2));
        seconds(2, raw);
        seconds(2, attempt);
        double rawSeconds = 0;
        double signInSeconds = 0;
        for (int i = 0; i < ROUNDS; i++) {
            rawSeconds += seconds(aRound, raw);
            signInSeconds += seconds(aRound, attempt);
        }
        double done = (double) aRound * ROUNDS * THREADS;
        System.out.printf(Locale.ROOT, "SIGNIN %s %s %.1f raw %.1f share %.0f threads %d memory %d passes %d%n", who, database, done / signInSeconds, done / rawSeconds,
                100 * rawSeconds / signInSeconds, THREADS, COST.memoryKib(), COST.passes());
    }

    /** Half of them warm up; groups of a hundred, since the clock is coarser than one check. */
    public static void check(String who, TestDatabase database, Runnable forget, Check check) {
        double[] first = IntStream.range(0, 200).mapToDouble(i -> {
            forget.run();
            return micros(1, check);
        }).toArray();
        double[] known = IntStream.range(0, CHECKS / 100).mapToDouble(i -> micros(100, check)).toArray();
        double[] warm = Arrays.copyOfRange(known, known.length / 2, known.length);
        Arrays.sort(first);
        Arrays.sort(warm);
        System.out.printf(Locale.ROOT, "CHECK %s %s known %.2f p99 %.2f first %.0f%n", who, database, warm[warm.length / 2], warm[warm.length * 99 / 100], first[first.length / 2]);
    }

    private static double micros(int times, Check check) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            require(check.open());
        }
        return (System.nanoTime() - begin) / 1e3 / times;
    }

    private static double seconds(int each, Attempt attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            Future<?>[] all = IntStream.range(0, THREADS).mapToObj(thread -> threads.submit((Callable<Void>) () -> {
                start.await();
                for (int i = 0; i < each; i++) {
                    attempt.by(thread);
                }
                return null;
            })).toArray(Future[]::new);
            long begin = System.nanoTime();
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
            return (System.nanoTime() - begin) / 1e9;
        } catch (ExecutionException refused) {
            throw new IllegalStateException("a sign-in was refused", refused.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    public static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("refused");
        }
    }
}
