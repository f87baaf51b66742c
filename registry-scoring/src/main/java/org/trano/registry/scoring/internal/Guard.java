package org.trano.registry.scoring.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls code that is not ours on a thread of its own and waits for it no longer than it may take. Java cannot stop a thread
 * that does not want to end: such a thread is interrupted and left behind as a daemon, which ends with the process.
 */
public final class Guard {
    private static final int LONGEST_MESSAGE = 200;

    private Guard() {}

    /** The code took too long. */
    public static final class SlowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlowException(Duration limit) {
            super("no answer within " + describe(limit));
        }
    }

    /** The code threw. */
    public static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(Throwable cause) {
            super(describe(cause), cause);
        }
    }

    /**
     * Calls.
     *
     * @param <T> of the answer
     * @param name of the thread
     * @param limit how long it may take
     * @param code what to call
     * @return its answer
     * @throws SlowException if it takes longer
     * @throws FailedException if it throws anything, errors included, or gives null
     */
    @SuppressWarnings("Interruption") // The thread is this class's own.
    public static <T> T call(String name, Duration limit, Supplier<T> code) {
        Call<T> call = new Call<>(code);
        Thread thread = start(name, call);
        try {
            if (!call.done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                thread.interrupt();
                throw new SlowException(limit);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new SlowException(limit);
        }
        if (call.thrown != null || call.answer == null) {
            throw new FailedException(
                    Objects.requireNonNullElse(call.thrown, new NullPointerException("it gives null")));
        }
        return call.answer;
    }

    /**
     * Starts a daemon thread that answers to nobody.
     *
     * @param name its name
     * @param code what it runs
     * @return the thread
     */
    public static Thread start(String name, Runnable code) {
        Thread thread = new Thread(code, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static final class Call<T> implements Runnable {
        final Supplier<T> code;
        final CountDownLatch done = new CountDownLatch(1);

        @Nullable
        T answer;

        @Nullable
        Throwable thrown;

        Call(Supplier<T> code) {
            this.code = code;
        }

        @Override
        @SuppressWarnings("CatchThrowable") // Whatever foreign code throws must not pass.
        public void run() {
            try {
                answer = code.get();
            } catch (Throwable e) {
                thrown = e;
            } finally {
                done.countDown();
            }
        }
    }

    /**
     * What was thrown, in one short line.
     *
     * @param thrown what was thrown
     * @return its kind and message
     */
    @SuppressWarnings("CatchThrowable") // The message is foreign code too.
    public static String describe(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable e) {
            message = null;
        }
        String line = thrown.getClass().getSimpleName()
                + (message == null
                        ? ""
                        : ": " + message.replaceAll("\\p{Cntrl}+", " ").strip());
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }

    /**
     * A time in words.
     *
     * @param limit the time
     * @return for example {@code 1.5 s}
     */
    public static String describe(Duration limit) {
        double seconds = limit.toMillis() / 1000.0;
        return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds)) + " s";
    }
}
