package org.trano.registry.scoring.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls code that is not ours over and over, each time waiting no longer than it may take, without a new thread for each call. A thread
 * that hangs is left behind as a daemon and another takes its place; one that nobody calls for {@value #IDLE_SECONDS} seconds ends.
 * Not thread-safe: one call at a time.
 *
 * @param <A> what the code is given
 * @param <T> what it answers
 */
public final class GuardedLine<A, T> {
    private static final int IDLE_SECONDS = 10;
    private static final int TAKEN_MILLIS = 20;

    private final String name;
    private final Duration limit;
    private final Function<A, T> code;
    private @Nullable Worker<A, T> worker;

    /**
     * A line to some code.
     *
     * @param name of its threads
     * @param limit how long a call may take
     * @param code what to call
     */
    public GuardedLine(String name, Duration limit, Function<A, T> code) {
        this.name = name;
        this.limit = limit;
        this.code = code;
    }

    /**
     * Calls.
     *
     * @param argument what the code is given
     * @return its answer
     * @throws Guard.SlowException if it takes longer
     * @throws Guard.FailedException if it throws anything, errors included, or gives null
     */
    @SuppressWarnings("Interruption") // The thread is this line's own.
    public T call(A argument) {
        try {
            Worker<A, T> mine = worker;
            // A thread that nobody called for long has ended, and takes nothing any more.
            if (mine == null || !mine.questions.offer(argument, TAKEN_MILLIS, TimeUnit.MILLISECONDS)) {
                mine = start();
                mine.questions.put(argument);
            }
            Answer<T> answer = mine.answers.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                leave(mine);
                throw new Guard.SlowException(limit);
            }
            if (answer.thrown != null || answer.value == null) {
                throw new Guard.FailedException(
                        Objects.requireNonNullElse(answer.thrown, new NullPointerException("it gives null")));
            }
            return answer.value;
        } catch (InterruptedException e) {
            if (worker != null) {
                leave(worker);
            }
            Thread.currentThread().interrupt();
            throw new Guard.SlowException(limit);
        }
    }

    private Worker<A, T> start() {
        Worker<A, T> fresh = new Worker<>(code);
        worker = fresh;
        fresh.thread = Guard.start(name, fresh);
        return fresh;
    }

    @SuppressWarnings("Interruption") // The thread is this line's own.
    private void leave(Worker<A, T> left) {
        left.left = true;
        if (left.thread != null) {
            left.thread.interrupt();
        }
        worker = null;
    }

    private record Answer<T>(@Nullable T value, @Nullable Throwable thrown) {}

    private static final class Worker<A, T> implements Runnable {
        final SynchronousQueue<A> questions = new SynchronousQueue<>();
        final SynchronousQueue<Answer<T>> answers = new SynchronousQueue<>();
        private final Function<A, T> code;

        @Nullable
        Thread thread;

        volatile boolean left;

        Worker(Function<A, T> code) {
            this.code = code;
        }

        @Override
        @SuppressWarnings("CatchThrowable") // Whatever foreign code throws must not pass.
        public void run() {
            try {
                while (!left) {
                    A question = questions.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                    if (question == null) {
                        return;
                    }
                    Answer<T> answer;
                    try {
                        answer = new Answer<>(code.apply(question), null);
                    } catch (Throwable e) {
                        answer = new Answer<>(null, e);
                    }
                    answers.offer(answer, IDLE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                // Left behind: nobody waits for the answer.
                Thread.currentThread().interrupt();
            }
        }
    }
}
