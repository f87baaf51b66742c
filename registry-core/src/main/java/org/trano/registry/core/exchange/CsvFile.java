package org.trano.registry.core.exchange;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * A CSV file as offices really send them: separated by commas, semicolons, tabs or bars; in UTF-8 with or without a byte order
 * mark, UTF-16, or Windows-1252 ("Latin-1", what Excel writes). The dialect is found by looking.
 *
 * <p>A row that cannot be read (an open quotation mark, too few values, a line without end) is returned with its
 * {@link Row#problem()} and reading goes on with the next line: the good rows around it are kept. Memory is bounded by the
 * longest line, at most {@value #LONGEST_RECORD} characters. Not thread-safe.
 */
public final class CsvFile implements AutoCloseable {
    /** Characters in one record, after which it is skipped as unreadable. */
    public static final int LONGEST_RECORD = 1_000_000;

    private static final String DELIMITERS = ",;\t|";
    /** So many bytes are decoded at once to see whether they can be; more than a character has. */
    private static final int MOST_DECODED = 32;

    private final Path file;
    private final Charset charset;
    private final char delimiter;
    private final List<String> header;
    private final CsvSource source;
    private final Fields fields;
    private Iterator<String[]> records;
    /** Physical lines before the text the current parser began with. */
    private long linesBefore;

    private CsvFile(Path file, Charset charset, char delimiter, CsvSource source) {
        this.file = file;
        this.charset = charset;
        this.delimiter = delimiter;
        this.source = source;
        this.header = List.of();
        this.fields = new Fields();
        this.records = records(source);
    }

    /**
     * One row.
     *
     * @param line its first line in the file as an editor counts; the header is 1
     * @param values one value per column of the header, without surrounding blanks, empty where missing; the whole raw line
     *     as single value where the row cannot be read
     * @param problem why it cannot be read, or null
     */
    public record Row(
            long line, List<String> values, @Nullable Problem problem) {}

    /**
     * Opens a file, finds its dialect and reads its header.
     *
     * @param file the file
     * @return the open file, positioned at the first row
     * @throws DataException if there is no such file, or it is a folder, empty, a workbook, not text, or without a proper header
     */
    public static CsvFile open(Path file) {
        String name = name(file);
        requireFile(file);
        try {
            Charset charset = charset(file, name);
            InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            try {
                CsvSource source = new CsvSource(new InputStreamReader(in, charset));
                source.skipByteOrderMark();
                String first = source.peekLine();
                if (first.isBlank()) {
                    throw new DataException(Problem.ofFile("file.empty", name));
                }
                char delimiter = delimiter(first);
                CsvFile csv = new CsvFile(file, charset, delimiter, source);
                Row row = csv.read(-1);
                if (row == null || row.problem() != null) {
                    throw new DataException(Problem.ofRow("csv.quote", name, 1));
                }
                checkHeader(row.values(), name);
                return new CsvFile(csv, row.values());
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DataException(Problem.ofFile("file.unreadable", name, reason(e)), e);
        }
    }

    private CsvFile(CsvFile opened, List<String> header) {
        this.file = opened.file;
        this.charset = opened.charset;
        this.delimiter = opened.delimiter;
        this.source = opened.source;
        this.fields = opened.fields;
        this.records = opened.records;
        this.linesBefore = opened.linesBefore;
        this.header = header;
    }

    /**
     * Fails with words a person understands unless there is a readable file.
     *
     * @param file the file
     * @throws DataException if it does not exist or is a folder
     */
    public static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new DataException(Problem.ofFile("file.missing", name(file)));
        }
        if (Files.isDirectory(file)) {
            throw new DataException(Problem.ofFile("file.directory", name(file)));
        }
    }

    static String name(Path file) {
        return Objects.toString(file.getFileName(), file.toString());
    }

    static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "no such file or folder"
                : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private static void checkHeader(List<String> header, String name) {
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!column.isEmpty() && !seen.add(column)) {
                throw new DataException(Problem.ofRow("csv.duplicate-column", name, 1, column));
            }
        }
        if (header.size() == 1) {
            throw new DataException(Problem.ofRow("csv.one-column", name, 1, shorten(header.get(0))));
        }
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static char delimiter(String firstLine) {
        char best = ',';
        int most = 0;
        for (int d = 0; d < DELIMITERS.length(); d++) {
            char candidate = DELIMITERS.charAt(d);
            int count = 0;
            boolean quoted = false;
            for (int i = 0; i < firstLine.length(); i++) {
                char c = firstLine.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == candidate && !quoted) {
                    count++;
                }
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private static Charset charset(Path file, String name) throws IOException {
        byte[] start = new byte[4096];
        int length;
        try (InputStream in = Files.newInputStream(file)) {
            length = in.readNBytes(start, 0, start.length);
        }
        if (length == 0) {
            throw new DataException(Problem.ofFile("file.empty", name));
        }
        int b0 = start[0] & 0xFF;
        int b1 = length > 1 ? start[1] & 0xFF : -1;
        if (b0 == 0xFF && b1 == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (b0 == 0xFE && b1 == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (b0 == 'P' && b1 == 'K' && length > 3 && start[2] == 3 && start[3] == 4) {
            throw new DataException(Problem.ofFile("file.workbook", name));
        }
        int[] zeros = new int[2];
        for (int i = 0; i < length; i++) {
            if (start[i] == 0) {
                zeros[i & 1]++;
            }
        }
        if (zeros[1] > length / 5 && zeros[0] <= length / 50) {
            return StandardCharsets.UTF_16LE;
        }
        if (zeros[0] > length / 5 && zeros[1] <= length / 50) {
            return StandardCharsets.UTF_16BE;
        }
        if (zeros[0] + zeros[1] > 0) {
            throw new DataException(Problem.ofFile("file.binary", name));
        }
        return !Files.isRegularFile(file) || isUtf8(file) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    }

    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(MOST_DECODED);
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
                boolean end = n < 0;
                int filled = bytes.position() + Math.max(n, 0);
                bytes.position(0);
                // Most is ASCII, which need not be decoded to know that it is.
                for (int from = ascii(bytes, filled); from < filled || end; from = ascii(bytes, filled)) {
                    int to = Math.min(filled, from + MOST_DECODED);
                    bytes.limit(to);
                    if (decoder.decode(bytes, chars, end && to == filled).isError()) {
                        return false;
                    }
                    chars.clear();
                    if (end && to == filled) {
                        return true;
                    }
                    if (bytes.position() == from) {
                        break;
                    }
                }
                bytes.limit(filled);
                bytes.compact();
            }
        }
    }

    /** Moves to the first byte that is no ASCII character, or to the end, and tells where that is. */
    private static int ascii(ByteBuffer bytes, int end) {
        byte[] array = bytes.array();
        int at = bytes.position();
        while (at < end && array[at] >= 0) {
            at++;
        }
        bytes.limit(end).position(at);
        return at;
    }

    /**
     * The names of the columns.
     *
     * @return the header, without surrounding blanks
     */
    public List<String> header() {
        return header;
    }

    /**
     * The position of a column.
     *
     * @param column its name
     * @return its index from 0
     * @throws DataException if there is no such column
     */
    public int column(String column) {
        int index = header.indexOf(column);
        if (index < 0) {
            throw new DataException(
                    Problem.ofFile("csv.missing-column", name(file), column, shorten(String.join(", ", header))));
        }
        return index;
    }

    /**
     * The encoding that was found.
     *
     * @return the character set
     */
    public Charset charset() {
        return charset;
    }

    /**
     * The separator that was found.
     *
     * @return comma, semicolon, tab or bar
     */
    public char delimiter() {
        return delimiter;
    }

    /**
     * The next row; lines without any value are passed over.
     *
     * @return the row, or null at the end
     * @throws DataException if the file cannot be read further
     */
    public @Nullable Row next() {
        return read(header.size());
    }

    private @Nullable Row read(int width) {
        while (true) {
            Row row;
            try {
                if (!records.hasNext()) {
                    return null;
                }
                String[] read = records.next();
                long line = fields.line();
                source.release(line);
                if (read[read.length - 1].endsWith(CsvSource.END)) {
                    if (read.length == 1 && read[0].equals(CsvSource.END)) {
                        return null;
                    }
                    row = recover(line);
                } else {
                    row = read.length == 1 && read[0].isEmpty() ? null : row(linesBefore + line, read, width);
                }
            } catch (UncheckedIOException e) {
                IOException failure = Objects.requireNonNull(e.getCause());
                if (!(failure instanceof CsvSource.RecordTooLong)) {
                    throw unreadable(failure);
                }
                row = recover(fields.line());
            } catch (CsvParseException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                row = recover(fields.line());
            }
            if (row != null) {
                return row;
            }
        }
    }

    private Row row(long line, String[] read, int width) {
        int size = read.length;
        while (width >= 0 && size > width && read[size - 1].isEmpty()) {
            size--;
        }
        String[] values = size == read.length ? read : Arrays.copyOf(read, size);
        if (width >= 0 && size != width) {
            Problem problem =
                    Problem.ofRow("csv.width", name(file), line, Integer.toString(size), Integer.toString(width));
            return new Row(line, List.of(String.join(String.valueOf(delimiter), values)), problem);
        }
        return new Row(line, List.of(values), null);
    }

    /** Gives up the physical line that a parser failed at and starts a new parser behind it. */
    private @Nullable Row recover(long failed) {
        try {
            source.forget(failed);
            String raw = source.takeLine();
            linesBefore += failed;
            records = records(source.restart());
            if (raw.isBlank()) {
                return null;
            }
            boolean tooLong = raw.length() >= LONGEST_RECORD;
            Problem problem = tooLong
                    ? Problem.ofRow("csv.long-line", name(file), linesBefore, Integer.toString(LONGEST_RECORD))
                    : Problem.ofRow("csv.quote", name(file), linesBefore);
            return new Row(linesBefore, List.of(tooLong ? raw.substring(0, 1000) + "…" : raw), problem);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private DataException unreadable(IOException e) {
        return new DataException(Problem.ofFile("file.unreadable", name(file), reason(e)), e);
    }

    private Iterator<String[]> records(Reader text) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(true)
                .build(fields, text)
                .iterator();
    }

    /** Closes the file. */
    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Takes the fields of a record, without the blanks around them. */
    private static final class Fields extends AbstractBaseCsvCallbackHandler<String[]> {
        private String[] fields = new String[64];

        /** The line that the last record began at, in the parser's count from 1. */
        long line() {
            return getStartingLineNumber();
        }

        @Override
        protected void handleField(int field, char[] text, int offset, int length, boolean quoted) {
            if (field == fields.length) {
                fields = Arrays.copyOf(fields, 2 * field);
            }
            fields[field] = length == 0 ? "" : new String(text, offset, length).strip();
        }

        @Override
        protected String[] buildRecord() {
            String[] record = new String[getFieldCount()];
            System.arraycopy(fields, 0, record, 0, record.length);
            return record;
        }
    }

    @Override
    public String toString() {
        return "CsvFile[" + file + ", " + charset + ", '" + delimiter + "', " + Arrays.toString(header.toArray()) + "]";
    }
}
