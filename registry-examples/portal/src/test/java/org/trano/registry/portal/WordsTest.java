package org.trano.registry.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Words, numbers and dates in four languages. */
class WordsTest {
    private static Properties words(String name) throws IOException {
        Properties words = new Properties();
        try (InputStream in = Objects.requireNonNull(WordsTest.class.getResourceAsStream("/" + name + ".properties"));
                InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }

    @Test
    void every_word_is_there_in_every_language_with_the_same_gaps() throws IOException {
        haveTheSame("messages", "messages_en", "messages_ar", "messages_mg");
        haveTheSame("office", "office_en");
    }

    private static void haveTheSame(String first, String... others) throws IOException {
        Properties french = words(first);
        for (String name : others) {
            Properties other = words(name);
            assertThat(new TreeSet<>(other.stringPropertyNames()))
                    .isEqualTo(new TreeSet<>(french.stringPropertyNames()));
            for (String key : french.stringPropertyNames()) {
                assertThat(other.getProperty(key)).as(key + " in " + name).isNotBlank();
                for (String gap : List.of("{0}", "{1}", "{2}")) {
                    assertThat(other.getProperty(key).contains(gap))
                            .as(key + " in " + name + " " + gap)
                            .isEqualTo(french.getProperty(key).contains(gap));
                }
            }
        }
    }

    @Test
    void templates_ask_for_no_word_that_is_not_there() throws IOException {
        Set<String> known = new TreeSet<>(words("messages").stringPropertyNames());
        known.addAll(words("office").stringPropertyNames());
        Pattern asked = Pattern.compile("#\\{([A-Za-z0-9.-]+)");
        try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                Matcher matcher = asked.matcher(Files.readString(template));
                while (matcher.find()) {
                    assertThat(known).as(template.toString()).contains(matcher.group(1));
                }
            }
        }
    }

    @Test
    void numbers_dates_and_names_are_said_as_each_language_says_them() {
        PageWords french = new PageWords(Language.FR);
        PageWords english = new PageWords(Language.EN);
        PageWords arabic = new PageWords(Language.AR);
        assertThat(french.number(12_345).replaceAll("\\p{Z}", " ")).isEqualTo("12 345");
        assertThat(english.number(12_345)).isEqualTo("12,345");
        assertThat(arabic.number(12)).isEqualTo("12");
        assertThat(french.date(LocalDate.of(2026, 3, 1))).isEqualTo("1 mars 2026");
        assertThat(english.date(LocalDate.of(2026, 3, 1))).isEqualTo("1 March 2026");
        assertThat(new PageWords(Language.MG).date(LocalDate.of(2026, 3, 1)))
                .contains("Martsa")
                .contains("2026");
        Map<String, String> names = Map.of("fr", "Eau", "ar", "ماء");
        assertThat(arabic.of(names)).isEqualTo("ماء");
        assertThat(arabic.dirOf(names)).isEqualTo("rtl");
        assertThat(english.of(names)).isEqualTo("Eau");
        assertThat(english.langOf(names)).isEqualTo("fr");
        assertThat(english.of(Map.of())).isEqualTo("–");
    }

    @Property
    void whatever_a_browser_asks_for_there_is_a_language(@ForAll String header, @ForAll String path) {
        assertThat(Language.ofHeader(header)).isNotNull();
        assertThat(Language.ofPath(path)).isNotNull();
    }

    @Test
    void a_browser_gets_the_language_it_prefers_among_ours() {
        assertThat(Language.ofHeader("pt, mg;q=0.8, fr;q=0.9")).isEqualTo(Language.FR);
        assertThat(Language.ofHeader("ar-DJ, en;q=0.5")).isEqualTo(Language.AR);
        assertThat(Language.ofHeader("de")).isEqualTo(Language.FR);
        assertThat(Language.ofPath("/mg/actors/x")).isEqualTo(Language.MG);
        assertThat(Language.ofPath("/en")).isEqualTo(Language.EN);
        assertThat(Language.ofPath("/admin/en/news")).isEqualTo(Language.EN);
        assertThat(Language.ofPath("/admin/fr/proposals/x/preview/ar")).isEqualTo(Language.AR);
        assertThat(Language.ofPath("/admin")).isEqualTo(Language.FR);
    }

    @Property
    void no_cell_of_a_download_is_a_formula(@ForAll String text) {
        String cell = Downloads.harmless(text);
        assertThat(cell.isEmpty() || "=+-@\t\r".indexOf(cell.charAt(0)) < 0).isTrue();
        assertThat(cell).endsWith(text);
    }
}
