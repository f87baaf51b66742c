package org.trano.registry.core.exchange;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Gives the parser its characters and remembers those since the last good record, so that after a failure the text can be
 * read again from the line that failed. Behind the text it sets a line that says so: where the parser takes this for the
 * end of a field, a quotation mark was left open.
 */
final class CsvSource extends Reader {
    /** So many characters are kept before those that are of no more use are dropped. */
    private static final int RELEASED = 1 << 16;
    /** The line behind the last: half a character, which no decoder ever gives. */
    static final String END = "\uD800";

    private final Reader in;
    private boolean ended;
    /** Characters to be read before those of the file. */
    private String putBack = "";

    private int putBackAt;
    private char[] kept = new char[2 * RELEASED];
    private int keptSize;
    /** The line that the first character kept begins, in the parser's count. */
    private long keptLine = 1;

    CsvSource(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (keptSize > 2 * CsvFile.LONGEST_RECORD) {
            throw new RecordTooLong();
        }
        int n = take(buffer, offset, length);
        if (n < 0 && !ended) {
            ended = true;
            putBack("\n" + END);
            n = take(buffer, offset, length);
        }
        if (n > 0) {
            if (keptSize + n > kept.length) {
                kept = Arrays.copyOf(kept, 2 * (keptSize + n));
            }
            System.arraycopy(buffer, offset, kept, keptSize, n);
            keptSize += n;
        }
        return n;
    }

    private int take(char[] buffer, int offset, int length) throws IOException {
        int n = Math.min(length, putBack.length() - putBackAt);
        if (n == 0) {
            return in.read(buffer, offset, length);
        }
        putBack.getChars(putBackAt, putBackAt + n, buffer, offset);
        putBackAt += n;
        return n;
    }

    private int take() throws IOException {
        return putBackAt < putBack.length() ? putBack.charAt(putBackAt++) : in.read();
    }

    private void putBack(String text) {
        putBack = text + putBack.substring(putBackAt);
        putBackAt = 0;
    }

    void skipByteOrderMark() throws IOException {
        int first = take();
        if (first >= 0 && first != '\uFEFF') {
            putBack(String.valueOf((char) first));
        }
    }

    /** The first line, put back afterwards. */
    String peekLine() throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = take()) >= 0 && line.length() < CsvFile.LONGEST_RECORD) {
            line.append((char) c);
            if (c == '\n' || c == '\r') {
                break;
            }
        }
        putBack(line.toString());
        return line.toString();
    }

    /** Forgets the lines before one that a record begins with, once there are many. */
    void release(long line) {
        if (keptSize > RELEASED) {
            forget(line);
        }
    }

    /** Makes a line the first of the kept text. */
    void forget(long line) {
        int end = 0;
        for (; keptLine < line; keptLine++) {
            end = endOfLine(end);
        }
        drop(end);
    }

    private void drop(int characters) {
        keptSize -= characters;
        System.arraycopy(kept, characters, kept, 0, keptSize);
    }

    /** Where the kept line that begins somewhere ends, with its line end, or everything where it has none. */
    private int endOfLine(int begin) {
        // All that is read passes here.
        char[] characters = kept;
        int size = keptSize;
        for (int i = begin; i < size; i++) {
            char c = characters[i];
            if (c <= '\r') {
                if (c == '\n') {
                    return i + 1;
                }
                if (c == '\r') {
                    return i + 1 < size && characters[i + 1] == '\n' ? i + 2 : i + 1;
                }
            }
        }
        return size;
    }

    /** Removes the first kept line and returns its text; what is too long to keep is read and dropped. */
    String takeLine() throws IOException {
        int end = endOfLine(0);
        String line = new String(kept, 0, end);
        boolean complete = line.endsWith("\n") || line.endsWith("\r");
        drop(end);
        int c = complete ? -1 : take();
        while (c >= 0 && c != '\n') {
            c = take();
        }
        return complete ? line.stripTrailing() : line;
    }

    /** This source, to be read again from the first kept character by a new parser. */
    CsvSource restart() {
        putBack(new String(kept, 0, keptSize));
        keptSize = 0;
        keptLine = 1;
        return this;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The record that is being read grew beyond all reason. */
    static final class RecordTooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
