package org.trano.registry.core.exchange;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of a file that is too large for the memory, in temporary files by the number of their household, so that each household
 * can be put together from one of them. The files hold personal data: they are readable by their owner only, and gone after
 * {@link #close()}. Not thread-safe.
 */
final class RowSpool implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<DataOutputStream> outputs = new ArrayList<>();

    RowSpool(int parts) {
        try {
            // For the owner alone, where the file system knows owners.
            folder = Files.createTempDirectory("trano-import");
            for (int i = 0; i < parts; i++) {
                Path file = folder.resolve("part-" + i);
                files.add(file);
                outputs.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(int part, CsvFile.Row row) {
        try {
            DataOutputStream out = outputs.get(part);
            out.writeLong(row.line());
            out.writeInt(row.values().size());
            for (String value : row.values()) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        } catch (IOException e) {
            throw OutputFile.failure(files.get(part), e);
        }
    }

    /** Reads the rows of a part, in the order of the file, and deletes them. */
    void take(int part, Consumer<CsvFile.Row> reader) {
        Path file = files.get(part);
        try {
            outputs.get(part).close();
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
                while (in.available() > 0) {
                    long line = in.readLong();
                    int count = in.readInt();
                    List<String> values = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        values.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
                    }
                    reader.accept(new CsvFile.Row(line, values, null));
                }
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw OutputFile.failure(file, e);
        }
    }

    @Override
    public void close() {
        try {
            for (DataOutputStream out : outputs) {
                out.close();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
