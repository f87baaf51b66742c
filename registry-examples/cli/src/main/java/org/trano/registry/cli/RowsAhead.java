package org.trano.registry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.exchange.CsvFile;

/** The rows of a file, read by a thread of their own while those before are worked on. Not thread-safe. */
final class RowsAhead implements AutoCloseable {
    private static final int ROWS = 512;
    private static final int BATCHES = 8;

    /**
     * Rows that follow each other.
     *
     * @param rows the rows, none at the end of the file
     * @param failure why no more could be read, or null
     */
    private record Batch(List<CsvFile.Row> rows, @Nullable RuntimeException failure) {}

    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES);
    private final Thread reader;
    private Batch batch = new Batch(List.of(), null);
    private int next;
    private boolean ended;

    /**
     * Begins to read.
     *
     * @param file open, and not used by anybody else until this is closed
     */
    RowsAhead(CsvFile file) {
        reader = new Thread(() -> read(file), "read");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(CsvFile file) {
        try {
            boolean more = true;
            while (more) {
                List<CsvFile.Row> rows = new ArrayList<>(ROWS);
                RuntimeException failure = null;
                try {
                    CsvFile.Row row = null;
                    while (rows.size() < ROWS && (row = file.next()) != null) {
                        rows.add(row);
                    }
                    more = row != null;
                } catch (RuntimeException e) {
                    failure = e;
                    more = false;
                }
                batches.put(new Batch(rows, failure));
                if (!more && !rows.isEmpty() && failure == null) {
                    batches.put(new Batch(List.of(), null));
                }
            }
        } catch (InterruptedException e) {
            // Nobody wants more.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The next row.
     *
     * @return the row, or null at the end
     */
    CsvFile.@Nullable Row next() {
        while (next == batch.rows.size() && !ended) {
            if (batch.failure != null) {
                throw batch.failure;
            }
            try {
                batch = batches.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Reading was interrupted.", e);
            }
            next = 0;
            ended = batch.rows.isEmpty() && batch.failure == null;
        }
        return ended ? null : batch.rows.get(next++);
    }

    /** Stops to read; the file may be closed then. */
    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
