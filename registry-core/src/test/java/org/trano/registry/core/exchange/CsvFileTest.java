package org.trano.registry.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trano.registry.core.problem.DataException;

class CsvFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("f.csv"), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CsvFile.Row> rows(Path file) {
        List<CsvFile.Row> rows = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file)) {
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<List<String>> good(Path file) {
        return rows(file).stream()
                .filter(r -> r.problem() == null)
                .map(CsvFile.Row::values)
                .toList();
    }

    private static List<String> problems(Path file) {
        return rows(file).stream()
                .filter(r -> r.problem() != null)
                .map(r -> r.line() + " " + r.problem().code())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_separator_is_found_by_looking(String separator) throws IOException {
        Path file = file("id,name,note\n1,Zoé,\"a,b;c\"\n"
                .replace(",", separator)
                .replace("a" + separator + "b;c", "a" + separator + "b"));
        assertThat(good(file)).containsExactly(List.of("1", "Zoé", "a" + separator + "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void the_encoding_is_found_by_looking(String name) throws IOException {
        Path file = file("id,name\n1,Zoé Ekué\n2,Aïcha\n".repeat(1).getBytes(Charset.forName(name)));
        assertThat(good(file)).containsExactly(List.of("1", "Zoé Ekué"), List.of("2", "Aïcha"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_is_not_part_of_the_first_column(String name) throws IOException {
        Path file = file("\uFEFFid,name\r\n1,Ama\r\n".getBytes(Charset.forName(name)));
        try (CsvFile csv = CsvFile.open(file)) {
            assertThat(csv.header()).containsExactly("id", "name");
        }
        assertThat(good(file)).containsExactly(List.of("1", "Ama"));
    }

    @Test
    void latin1_far_behind_the_beginning_is_noticed() throws IOException {
        byte[] plain = ("id,name\n" + "1,Ama\n".repeat(40_000)).getBytes(StandardCharsets.US_ASCII);
        byte[] late = "2,Zoé\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[plain.length + late.length];
        System.arraycopy(plain, 0, all, 0, plain.length);
        System.arraycopy(late, 0, all, plain.length, late.length);
        List<List<String>> good = good(file(all));
        assertThat(good.get(good.size() - 1)).containsExactly("2", "Zoé");
    }

    @Provide
    Arbitrary<byte[]> texts() {
        Arbitrary<String> lines = Arbitraries.strings()
                .withChars('a', ',', '\n', 'é', 'ا', '語')
                .ofMaxLength(12)
                .map(line -> line.replace("a,", "😀"));
        Arbitrary<byte[]> bytes =
                Arbitraries.bytes().filter(b -> b != 0).array(byte[].class).ofMaxSize(3);
        Arbitrary<byte[]> plain = Arbitraries.integers()
                .between(0, 70_000)
                .map(length -> "x".repeat(length).getBytes(StandardCharsets.US_ASCII));
        return Combinators.combine(plain, lines, bytes, lines, plain).as((before, one, between, other, after) -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes("id,name\n".getBytes(StandardCharsets.US_ASCII));
            for (byte[] part : List.of(
                    before,
                    one.getBytes(StandardCharsets.UTF_8),
                    between,
                    other.getBytes(StandardCharsets.UTF_8),
                    after)) {
                all.writeBytes(part);
            }
            return all.toByteArray();
        });
    }

    /** Wherever in a file, and in whatever portions it is read, what no UTF-8 decoder would refuse is UTF-8. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void utf8_is_what_can_be_decoded_as_such(@ForAll("texts") byte[] content) throws IOException {
        boolean valid = true;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
        } catch (CharacterCodingException e) {
            valid = false;
        }
        Path file = Files.createTempFile("encoding", ".csv");
        try {
            Files.write(file, content);
            try (CsvFile csv = CsvFile.open(file)) {
                assertThat(csv.charset().name()).isEqualTo(valid ? "UTF-8" : "windows-1252");
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void an_open_quote_costs_its_own_line_and_no_other() throws IOException {
        Path file = file("id,name\n1,Ama\n2,\"Kossi\n3,Yao\n4,Afi\n");
        assertThat(good(file)).containsExactly(List.of("1", "Ama"), List.of("3", "Yao"), List.of("4", "Afi"));
        assertThat(problems(file)).containsExactly("3 csv.quote");
    }

    @Test
    void an_open_quote_that_meets_another_one_costs_only_the_lines_concerned() throws IOException {
        Path file = file("id,name\n1,\"Ama\n2,Kossi\n3,\"Yao\"\n4,Afi\n5,\"Edem\n6,Abla\n");
        assertThat(good(file))
                .containsExactly(List.of("2", "Kossi"), List.of("3", "Yao"), List.of("4", "Afi"), List.of("6", "Abla"));
        assertThat(problems(file)).containsExactly("2 csv.quote", "6 csv.quote");
    }

    @Test
    void thousands_of_open_quotes_are_as_many_problems() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 4000; i++) {
            text.append(i).append(i % 2 == 0 ? ",\"open\n" : ",Ama\n");
        }
        Path file = file(text.toString());
        assertThat(good(file)).hasSize(2000);
        assertThat(problems(file)).hasSize(2000);
    }

    @Test
    void a_quoted_value_may_hold_line_ends_and_lines_are_counted_as_an_editor_does() throws IOException {
        Path file = file("id,name\n1,\"a\nb\"\n\n2,x,y,z\n3,c\n");
        List<CsvFile.Row> rows = rows(file);
        assertThat(rows).extracting(CsvFile.Row::line).containsExactly(2L, 5L, 6L);
        assertThat(problems(file)).containsExactly("5 csv.width");
    }

    @Test
    void an_endless_line_is_skipped_and_the_rest_is_read() throws IOException {
        Path file = file("id,name\n1,Ama\n2," + "x".repeat(5_000_000) + "\n3,Yao\n");
        assertThat(good(file)).containsExactly(List.of("1", "Ama"), List.of("3", "Yao"));
        assertThat(problems(file)).containsExactly("3 csv.long-line");
    }

    @Test
    void files_that_cannot_be_used_are_refused_in_words() throws IOException {
        assertCode("file.missing", folder.resolve("none.csv"));
        assertCode("file.directory", folder);
        assertCode("file.empty", file(""));
        assertCode("file.empty", file("\n\n"));
        assertCode("file.workbook", file(new byte[] {'P', 'K', 3, 4, 0, 0}));
        assertCode("file.binary", file(new byte[] {1, 2, 3, 0, 4, 5, 6, 7, 8, 9, 'a', 'b', 'c'}));
        assertCode("csv.one-column", file("id name\n1 Ama\n"));
        assertCode("csv.duplicate-column", file("id,name,id\n1,Ama,2\n"));
        assertCode("csv.quote", file("id,\"name\n1,Ama\n"));
    }

    private static void assertCode(String code, Path file) {
        assertThatThrownBy(() -> CsvFile.open(file).close())
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    /** What Commons CSV writes, we read, whatever stands in it. */
    @Property
    void a_well_formed_file_comes_back(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StringWriter text = new StringWriter();
        List<List<String>> rows = new ArrayList<>();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord("id", "a", "b");
            for (int i = 0; i < random.nextInt(20) + 1; i++) {
                List<String> row = List.of("r" + i, value(random), value(random));
                rows.add(row);
                csv.printRecord(row);
            }
        }
        Path file = Files.createTempFile("well-formed", ".csv");
        try {
            Files.writeString(file, text.toString());
            assertThat(good(file)).isEqualTo(rows);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings().withChars("a,\"\n\r1é").ofMaxLength(40);
    }

    /** Where Commons CSV finds a text well formed, quotation marks within values and lone carriage returns included, we read the same. */
    @Property(tries = 5000)
    void what_another_reader_finds_well_formed_is_read_as_it_does(@ForAll("lines") String lines) throws IOException {
        String text = "id,name\n" + lines;
        List<List<String>> expected = new ArrayList<>();
        try (CSVParser csv = CSVParser.parse(
                text, CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get())) {
            for (CSVRecord one : csv) {
                List<String> values =
                        new ArrayList<>(one.stream().map(String::strip).toList());
                while (values.size() > 2 && values.get(values.size() - 1).isEmpty()) {
                    values.remove(values.size() - 1);
                }
                if (!values.equals(List.of(""))) {
                    expected.add(values.size() == 2 ? values : List.of(String.join(",", values)));
                }
            }
        } catch (UncheckedIOException e) {
            // Not well formed: an open quotation mark, or text behind a closed one.
            return;
        }
        Path file = Files.createTempFile("other-reader", ".csv");
        try {
            Files.writeString(file, text);
            assertThat(rows(file)).extracting(CsvFile.Row::values).isEqualTo(expected.subList(1, expected.size()));
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4,\"Afi", "4,\"Afi\n", "4,\"Afi\"\"", "4,\"Afi\"\"\r\n", "4,\"", "\"4,Afi\n\n"})
    void a_quote_left_open_in_the_last_line_is_noticed(String last) throws IOException {
        Path file = file("id,name\n3,\"Yao\"\n" + last);
        assertThat(good(file)).containsExactly(List.of("3", "Yao"));
        assertThat(problems(file)).containsExactly("3 csv.quote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4,\"Afi\"", "4,\"Afi\" \r\n", "4, \"Afi\"\n\n", "\"4\" ,Afi", "4,Afi ,\"\"\n", "4,Afi,,"})
    void blanks_around_quotes_and_ends_of_files_mean_nothing(String last) throws IOException {
        Path file = file("id,name\n3,\"Yao\"\n" + last);
        assertThat(problems(file)).isEmpty();
        assertThat(good(file)).containsExactly(List.of("3", "Yao"), List.of("4", "Afi"));
    }

    @Test
    void a_quote_in_the_middle_of_a_value_is_part_of_it() throws IOException {
        Path file = file("id,name\n1,pipe 5\" long\n2,\"say \"\"yes\"\"\"\n");
        assertThat(good(file)).containsExactly(List.of("1", "pipe 5\" long"), List.of("2", "say \"yes\""));
    }

    private static String value(Random random) {
        String alphabet = "ab é\"',;\n|\tم😀";
        StringBuilder value = new StringBuilder("v");
        for (int n = random.nextInt(8); n > 0; n--) {
            value.append(alphabet.charAt(random.nextInt(alphabet.length() - 2)));
        }
        return value.append('w').toString();
    }

    /** Bytes of any kind give rows, problems or a refusal; every line is accounted for at most once. */
    @Property
    void rubbish_never_breaks_the_reader(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(400)];
        String alphabet = "a,\"\n;\r1\u00e9\0|";
        for (int i = 0; i < bytes.length; i++) {
            int c = random.nextInt(12) == 0 ? random.nextInt(256) : alphabet.charAt(random.nextInt(alphabet.length()));
            bytes[i] = (byte) (c == 0 && random.nextInt(10) > 0 ? 'x' : c);
        }
        Path file = Files.createTempFile("rubbish", ".csv");
        try {
            Files.write(file, bytes);
            long last = 1;
            for (CsvFile.Row row : rows(file)) {
                assertThat(row.line()).isGreaterThan(last);
                last = row.line();
            }
        } catch (DataException refused) {
            assertThat(refused.problem().code()).isNotEmpty();
        } finally {
            Files.delete(file);
        }
    }
}
