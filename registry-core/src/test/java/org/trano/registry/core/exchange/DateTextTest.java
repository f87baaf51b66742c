package org.trano.registry.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTextTest {
    @ParameterizedTest
    @CsvSource({
        "1985-06-12, 1985-06-12",
        "12/06/1985, 1985-06-12",
        "12.6.1985, 1985-06-12",
        "19850612, 1985-06-12",
        "1985-06-12T08:30:00, 1985-06-12",
        "12/06/1985 00:00, 1985-06-12",
        "12 juin 1985, 1985-06-12",
        "1er août 1990, 1990-08-01",
        "June 1985, 1985-06",
        "06/1985, 1985-06",
        "1985, 1985",
        "vers 1960, 1960~",
        "Vers 1960, 1960~",
        "né vers 1960, 1960~",
        "env. 1960, 1960~",
        "circa 1960, 1960~",
        "1960~, 1960~",
        "vers juin 1960, 1960-06~",
        "12 de junio de 1985, 1985-06-12",
        "12 jona 1985, 1985-06-12",
        "12 Aogositra 1985, 1985-08-12",
        "12 octobre 1985, 1985-10-12",
        "12 Oktoba 1985, 1985-10-12",
        "12/sept/1985, 1985-09-12",
        "12 أغسطس 1985, 1985-08-12",
        "١٢/٠٦/١٩٨٥, 1985-06-12"
    })
    void dates_are_read_as_people_write_them(String text, String edtf) {
        DateText parts = Objects.requireNonNull(DateText.parse(text, DateOrder.DAY_FIRST), text);
        assertThat(Objects.requireNonNull(parts.date())).hasToString(edtf);
    }

    @ParameterizedTest
    @CsvSource({
        "12/06/85, 1985-06-12",
        "12.6.26, 2026-06-12",
        "12/06/27, 1927-06-12",
        "85-06-12, 1985-06-12",
        "13/06/99, 1999-06-13",
        "12-juin-85, 1985-06-12",
        "juin-85, 1985-06",
        "vers 12/06/85, 1985-06-12~",
        "12061985, 1985-06-12",
        "20121985, 1985-12-20",
        "XX/06/1985, 1985-06",
        "xx/xx/1985, 1985",
        "??-??-1985, 1985",
        "1985-06-XX, 1985-06",
        "12/XX/1985, 1985",
        "31210, 1985-06-12",
        "19851206, 1985-12-06",
        "31210.0, 1985-06-12",
        "10000, 1927-05-18",
        "46022, 2025-12-31",
        "1985-06-12, 1985-06-12",
        "12/06/1985, 1985-06-12"
    })
    void what_lists_say_shortly_is_guessed_only_where_that_is_asked_for(String text, String edtf) {
        DateText parts = Objects.requireNonNull(DateText.guess(text, DateOrder.DAY_FIRST, 2026), text);
        assertThat(Objects.requireNonNull(parts.date())).hasToString(edtf);
        DateText strict = DateText.parse(text, DateOrder.DAY_FIRST);
        boolean isWhole = text.matches("1985-06-12|12/06/1985|19851206");
        assertThat(strict != null && strict.date() != null).isEqualTo(isWhole);
    }

    @Test
    void nobody_was_born_in_a_year_to_come() {
        assertThat(DateText.guess("46400", DateOrder.DAY_FIRST, 2026)).isNull();
        assertThat(Objects.requireNonNull(DateText.guess("01/01/30", DateOrder.DAY_FIRST, 2026))
                        .year())
                .isEqualTo(1930);
    }

    @Property
    void every_day_of_a_hundred_years_is_read_back_from_its_short_forms(
            @ForAll @DateRange(min = "1927-01-01", max = "2026-12-31") LocalDate day) {
        long serial = ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day);
        for (String text : List.of(
                day.format(DateTimeFormatter.ofPattern("dd/MM/yy")),
                serial < 10_000 ? day.toString() : Long.toString(serial))) {
            assertThat(DateText.guess(text, DateOrder.DAY_FIRST, 2026))
                    .isEqualTo(new DateText(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), false));
        }
    }

    @Test
    void a_day_that_does_not_exist_is_taken_apart_but_is_no_date() {
        DateText parts = Objects.requireNonNull(DateText.parse("31/02/1985", DateOrder.DAY_FIRST));
        assertThat(parts).isEqualTo(new DateText(1985, 2, 31, false));
        assertThat(parts.date()).isNull();
    }

    @Test
    void the_order_is_found_from_values_that_can_be_read_only_one_way() {
        assertThat(DateOrder.of(List.of("03/04/1985", "13/04/1985"))).isEqualTo(DateOrder.DAY_FIRST);
        assertThat(DateOrder.of(List.of("03/04/1985", "04/13/1985"))).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(DateOrder.of(List.of("03/04/1985"))).isEqualTo(DateOrder.DAY_FIRST);
        assertThat(DateOrder.of(List.of("03/04/85", "04/13/85"))).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(DateOrder.of(List.of("85-04-13"))).isEqualTo(DateOrder.DAY_FIRST);
    }

    @Property
    void every_day_is_read_back_in_every_common_form(
            @ForAll @DateRange(min = "1850-01-01", max = "2099-12-31") LocalDate day) {
        for (String pattern : List.of("yyyy-MM-dd", "dd/MM/yyyy", "d.M.yyyy", "yyyyMMdd", "yyyy/MM/dd")) {
            DateText parts = DateText.parse(day.format(DateTimeFormatter.ofPattern(pattern)), DateOrder.DAY_FIRST);
            assertThat(parts).isEqualTo(new DateText(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), false));
        }
    }

    @Property
    void any_text_is_read_or_not_but_never_breaks(@ForAll @StringLength(max = 25) String text) {
        DateText parts = DateText.parse(text, DateOrder.MONTH_FIRST);
        if (parts != null) {
            assertThat(parts.year()).isBetween(0, 9999);
        }
        if (parts != null && parts.date() != null) {
            assertThat(DateText.guess(text, DateOrder.MONTH_FIRST, 2026)).isEqualTo(parts);
        }
    }

    /** Figures and what stands between them. */
    @Property
    void what_looks_like_a_date_is_guessed_or_not_but_never_breaks(
            @ForAll @CharRange(from = '-', to = '9') @StringLength(max = 10) String text) {
        DateText parts = DateText.guess(text, DateOrder.DAY_FIRST, 2026);
        if (parts != null) {
            assertThat(parts.year()).isBetween(0, 9999);
            parts.date();
        }
    }
}
