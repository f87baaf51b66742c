package org.trano.registry.core.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * A text file that appears whole or not at all: written beside its place under another name, forced to disk, then moved there
 * by {@link #commit()}. Closed without a commit, it leaves no trace and what stood there before is untouched. A target that is
 * no regular file (a pipe, a terminal) is written to directly. UTF-8. Not thread-safe.
 */
public final class OutputFile implements AutoCloseable {
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
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                return new OutputFile(target, null, FileChannel.open(target, StandardOpenOption.WRITE));
            }
            Path folder = Objects.requireNonNullElse(target.toAbsolutePath().getParent(), target);
            // Not a temporary file of the platform: those may only be read by their owner, and so would the result.
            Path draft = folder.resolve("." + CsvFile.name(target) + "." + UUID.randomUUID() + ".draft");
            return new OutputFile(
                    target, draft, FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failure(target, e);
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
