package org.trano.registry.core.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UncertainDateTest {
    @ParameterizedTest
    @CsvSource({
        "1985-06-12, 1985-06-12, 1985-06-12",
        "1985-06, 1985-06-01, 1985-06-30",
        "1984-02, 1984-02-01, 1984-02-29",
        "1985, 1985-01-01, 1985-12-31",
        "1985~, 1985-01-01, 1985-12-31",
        "198X, 1980-01-01, 1989-12-31",
        "19XX, 1900-01-01, 1999-12-31",
        "1960/1965-03, 1960-01-01, 1965-03-31"
    })
    void an_edtf_text_is_a_set_of_days(String text, LocalDate earliest, LocalDate latest) {
        UncertainDate date = UncertainDate.parse(text);
        assertThat(date.earliest()).isEqualTo(earliest);
        assertThat(date.latest()).isEqualTo(latest);
        assertThat(date).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1985-13", "1985-02-30", "198X-06", "85", "1985-6-1", "1990/1980", "x", "1985-06-12T00:00"})
    void what_is_no_date_is_refused_with_advice(String text) {
        assertThatThrownBy(() -> UncertainDate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe");
    }

    @Test
    void an_open_interval_has_no_end() {
        assertThat(UncertainDate.parse("1960/..").latest()).isEqualTo(LocalDate.MAX);
        assertThat(UncertainDate.parse("../1960").earliest()).isEqualTo(LocalDate.MIN);
        assertThat(UncertainDate.UNKNOWN.ageOn(LocalDate.of(2026, 1, 1))).isEqualTo(-1);
    }

    @Property
    void a_stated_age_is_the_age_on_that_day(
            @ForAll @IntRange(max = 120) int age,
            @ForAll @DateRange(min = "1900-01-01", max = "2030-12-31") LocalDate on) {
        UncertainDate birth = UncertainDate.ofStatedAge(age, on);
        assertThat(birth.ageOn(on)).isEqualTo(age);
        assertThat(birth.isAgedAtLeast(age, on)).isEqualTo(Certainty.YES);
        assertThat(birth.isAgedAtLeast(age + 1, on)).isEqualTo(Certainty.NO);
        assertThat(UncertainDate.parse(birth.toString())).isEqualTo(birth);
    }

    @Property
    void a_predicate_is_certain_exactly_when_all_possible_days_agree(
            @ForAll("dates") UncertainDate date,
            @ForAll @DateRange(min = "1890-01-01", max = "2030-12-31") LocalDate day) {
        boolean first = date.earliest().isBefore(day);
        boolean last = date.latest().isBefore(day);
        Certainty expected = first && last ? Certainty.YES : !first && !last ? Certainty.NO : Certainty.MAYBE;
        assertThat(date.isBefore(day)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<UncertainDate> dates() {
        Arbitrary<Integer> year = Arbitraries.integers().between(1900, 2020);
        return Arbitraries.oneOf(
                year.map(y -> UncertainDate.parse(Integer.toString(y))),
                year.map(y -> UncertainDate.parse(y + "-07")),
                year.map(y -> UncertainDate.parse(y / 10 + "X~")),
                year.map(y -> UncertainDate.parse(y + "-03-04")),
                year.map(y -> UncertainDate.parse(y + "/" + (y + 5))));
    }

    @Property
    void any_text_is_read_or_refused_but_never_breaks(@ForAll @StringLength(max = 30) String text) {
        try {
            assertThat(UncertainDate.parse(text)).hasToString(text.strip());
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageContaining("Maybe");
        }
    }
}
