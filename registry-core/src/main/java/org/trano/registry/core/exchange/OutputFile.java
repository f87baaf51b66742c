package org.trano.registry.core.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * A text file that appears whole or not at all: written beside its place under another name, forced to disk, then moved there
 * by {@link #commit()}. Closed without a commit, it leaves no trace and what stood there before is untouched. A target that is
 * no regular file (a pipe, a terminal) is written to directly; one that is a SQLite database, such as a registry, is refused. UTF-8.
 * Not thread-safe.
 */
public final class OutputFile implements AutoCloseable {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Path target;
    private final @Nullable Path draft;
    private final FileChannel channel;
    private final Writer writer;

    private OutputFile(Path target, @Nullable Path draft, FileChannel channel) {
        this.target = target;
        this.draft = draft;
        this.channel = channel;
        this.writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * Begins a file.
     *
     * @param target where it shall stand
     * @return the file, empty so far
     * @throws DataException if nothing can be written there
     */
    public static OutputFile create(Path target) {
        if (Files.isDirectory(target)) {
            throw new DataException(Problem.ofFile("file.directory", CsvFile.name(target)));
        }
        try {
            requireNoRegistry(target);
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                return new OutputFile(target, null, FileChannel.open(target, StandardOpenOption.WRITE));
            }
            Path folder = Objects.requireNonNullElse(target.toAbsolutePath().getParent(), target);
            // Not a temporary file of the platform: those may only be read by their owner, and so would the result.
            Path draft = folder.resolve("." + CsvFile.name(target) + "." + mark() + ".draft");
            return new OutputFile(
                    target, draft, FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Sets drafts apart. Two that are alike after all are no harm, since a draft is never opened twice; nor is one that can be guessed. */
    private static String mark() {
        return Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    /** What goes into a file. */
    @FunctionalInterface
    public interface Text {
        /**
         * Writes it.
         *
         * @param out where to
         * @throws IOException if it cannot be written
         * @throws UncheckedIOException if it cannot be written
         */
        void to(Writer out) throws IOException;
    }

    /**
     * Writes a file that appears whole or not at all.
     *
     * @param target where it shall stand
     * @param text what goes into it
     * @throws DataException if nothing can be written there
     */
    public static void write(Path target, Text text) {
        try (OutputFile file = create(target)) {
            try {
                text.to(file.writer());
            } catch (IOException e) {
                throw failure(target, e);
            } catch (UncheckedIOException e) {
                throw failure(target, Objects.requireNonNull(e.getCause()));
            }
            file.commit();
        }
    }

    /**
     * Fails now rather than after long work if nothing can be written to a place. Nothing is left there.
     *
     * @param target where a file shall stand later
     * @throws DataException if nothing can be written there
     */
    public static void requireWritable(Path target) {
        create(target).close();
    }

    /** A slip of the hand must not put a list in the place of a registry. */
    private static void requireNoRegistry(Path target) throws IOException {
        if (Files.isRegularFile(target)) {
            try (InputStream in = Files.newInputStream(target)) {
                if (Arrays.equals(in.readNBytes(SQLITE.length), SQLITE)) {
                    throw new DataException(Problem.ofFile("file.registry", CsvFile.name(target)));
                }
            }
        }
    }

    /**
     * Where to write. Its I/O failures become {@link DataException}s at {@link #commit()} at the latest; a caller may let them
     * pass through {@link #failure(Path, IOException)}.
     *
     * @return the writer; closing it is not needed
     */
    public Writer writer() {
        return writer;
    }

    /**
     * A failure to write, in words a person understands.
     *
     * @param target the file
     * @param cause what the platform said
     * @return the exception to throw
     */
    public static DataException failure(Path target, IOException cause) {
        return new DataException(Problem.ofFile("file.unwritable", target.toString(), CsvFile.reason(cause)), cause);
    }

    /**
     * Makes the file appear at its place.
     *
     * @throws DataException if it could not be written completely; then nothing has changed at its place
     */
    public void commit() {
        try {
            writer.flush();
            if (draft != null) {
                channel.force(true);
                channel.close();
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else {
                channel.close();
            }
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Ends the work; without a commit before it, the draft is removed. */
    @Override
    public void close() {
        try {
            channel.close();
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw failure(target, e);
        }
    }
}
