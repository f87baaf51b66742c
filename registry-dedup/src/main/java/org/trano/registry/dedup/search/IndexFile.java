package org.trano.registry.dedup.search;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32C;
import org.trano.registry.core.store.ChainHead;

/**
 * An index in a file: a mark, where in the journal it stands, the columns one after the other, each with its length before it, and a checksum of all. A new
 * file takes the place of the old one only when it is complete.
 */
final class IndexFile {
    private static final long MARK = 0x5452414E4F495831L;
    private static final int BUFFER = 1 << 20;
    private static final int CHAIN = 32;
    private static final int LONGEST = 1 << 16;
    private static final Set<StandardOpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private IndexFile() {}

    /** What a file holds. */
    record Content(ChainHead head, Kept kept) {}

    static void write(Path file, ChainHead head, Kept kept) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, OPTIONS, ownerOnly(file))) {
            try {
                if (channel.tryLock() == null) {
                    throw new IOException("another process is writing it");
                }
            } catch (OverlappingFileLockException e) {
                throw new IOException("another index of this process is writing it", e);
            }
            channel.truncate(0);
            Writer out = new Writer(channel);
            out.number(MARK);
            out.number(head.sequence());
            byte[] chain = new byte[CHAIN];
            System.arraycopy(head.chain(), 0, chain, 0, head.chain().length);
            out.bytes(chain);
            out.texts(kept.texts());
            out.longs(kept.formKeys());
            out.ints(kept.formWords());
            out.texts(kept.places());
            out.longs(kept.persons());
            out.longs(kept.households());
            out.ints(kept.household());
            out.ints(kept.birth());
            out.ints(kept.place());
            out.bytes(kept.flags());
            out.ints(kept.from());
            out.ints(kept.words());
            out.longs(kept.numberKeys());
            out.ints(kept.numberSlots());
            out.end();
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whoever made it may read it, where files have owners. */
    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is not such a file, or was damaged
     */
    static Content read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Reader in = new Reader(channel);
            if (in.number() != MARK) {
                throw new IOException("it is not an index of this version");
            }
            long sequence = in.number();
            ChainHead head = new ChainHead(sequence, in.bytes());
            Kept kept = new Kept(
                    in.texts(),
                    in.longs(),
                    in.ints(),
                    in.texts(),
                    in.longs(),
                    in.longs(),
                    in.ints(),
                    in.ints(),
                    in.ints(),
                    in.bytes(),
                    in.ints(),
                    in.ints(),
                    in.longs(),
                    in.ints());
            in.end();
            return new Content(head, kept);
        }
    }

    private static final class Writer {
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        private final CRC32C sum = new CRC32C();

        Writer(FileChannel channel) {
            this.channel = channel;
        }

        private void flush() throws IOException {
            buffer.flip();
            sum.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        private void room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
        }

        void number(long value) throws IOException {
            room(Long.BYTES);
            buffer.putLong(value);
        }

        void longs(long[] values) throws IOException {
            number(values.length);
            for (long value : values) {
                number(value);
            }
        }

        void ints(int[] values) throws IOException {
            number(values.length);
            for (int value : values) {
                room(Integer.BYTES);
                buffer.putInt(value);
            }
        }

        void bytes(byte[] values) throws IOException {
            number(values.length);
            for (int i = 0; i < values.length; ) {
                room(1);
                int count = Math.min(buffer.remaining(), values.length - i);
                buffer.put(values, i, count);
                i += count;
            }
        }

        void texts(String[] values) throws IOException {
            number(values.length);
            for (String value : values) {
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                room(Integer.BYTES + Math.min(text.length, LONGEST));
                buffer.putInt(text.length);
                for (int i = 0; i < text.length; ) {
                    room(1);
                    int count = Math.min(buffer.remaining(), text.length - i);
                    buffer.put(text, i, count);
                    i += count;
                }
            }
        }

        void end() throws IOException {
            flush();
            buffer.putLong(sum.getValue());
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    private static final class Reader {
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        private final CRC32C sum = new CRC32C();
        /** Bytes that were not read yet, those of the checksum left out. */
        private long left;

        Reader(FileChannel channel) throws IOException {
            this.channel = channel;
            this.left = channel.size() - Long.BYTES;
            buffer.limit(0);
        }

        private void need(int bytes) throws IOException {
            if (buffer.remaining() >= bytes) {
                return;
            }
            buffer.compact();
            int before = buffer.position();
            buffer.limit((int) Math.min(buffer.capacity(), before + Math.max(0, left)));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until it is full, or the file ends.
            }
            left -= buffer.position() - before;
            buffer.flip();
            sum.update(buffer.duplicate().position(before));
            if (buffer.remaining() < bytes) {
                throw new EOFException("it is cut off");
            }
        }

        long number() throws IOException {
            need(Long.BYTES);
            return buffer.getLong();
        }

        /** A length that the rest of the file can hold. */
        private int length(int size) throws IOException {
            long length = number();
            if (length < 0 || length > Integer.MAX_VALUE || length * size > left + buffer.remaining()) {
                throw new IOException("it is damaged");
            }
            return (int) length;
        }

        long[] longs() throws IOException {
            long[] values = new long[length(Long.BYTES)];
            for (int i = 0; i < values.length; ) {
                need(Long.BYTES);
                int count = Math.min(buffer.remaining() / Long.BYTES, values.length - i);
                buffer.asLongBuffer().get(values, i, count);
                buffer.position(buffer.position() + count * Long.BYTES);
                i += count;
            }
            return values;
        }

        int[] ints() throws IOException {
            int[] values = new int[length(Integer.BYTES)];
            for (int i = 0; i < values.length; ) {
                need(Integer.BYTES);
                int count = Math.min(buffer.remaining() / Integer.BYTES, values.length - i);
                buffer.asIntBuffer().get(values, i, count);
                buffer.position(buffer.position() + count * Integer.BYTES);
                i += count;
            }
            return values;
        }

        byte[] bytes() throws IOException {
            byte[] values = new byte[length(1)];
            fill(values);
            return values;
        }

        private void fill(byte[] values) throws IOException {
            for (int i = 0; i < values.length; ) {
                need(1);
                int count = Math.min(buffer.remaining(), values.length - i);
                buffer.get(values, i, count);
                i += count;
            }
        }

        String[] texts() throws IOException {
            String[] values = new String[length(Integer.BYTES)];
            for (int i = 0; i < values.length; i++) {
                need(Integer.BYTES);
                int length = buffer.getInt();
                if (length < 0 || length > left + buffer.remaining()) {
                    throw new IOException("it is damaged");
                }
                byte[] text = new byte[length];
                fill(text);
                values[i] = new String(text, StandardCharsets.UTF_8);
            }
            return values;
        }

        void end() throws IOException {
            if (left + buffer.remaining() != 0) {
                throw new IOException("it is damaged");
            }
            long expected = sum.getValue();
            buffer.clear().limit(Long.BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until the checksum is read, or the file ends.
            }
            buffer.flip();
            if (buffer.remaining() < Long.BYTES || buffer.getLong() != expected) {
                throw new IOException("it is damaged");
            }
        }
    }
}
