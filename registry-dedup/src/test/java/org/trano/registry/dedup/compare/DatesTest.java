package org.trano.registry.dedup.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.person.UncertainDate;

class DatesTest {
    @Provide
    Arbitrary<UncertainDate> dates() {
        Arbitrary<LocalDate> days = Arbitraries.integers()
                .between(0, 3 * 365)
                .map(d -> LocalDate.of(1984, 1, 1).plusDays(d));
        Arbitrary<UncertainDate> single = days.map(UncertainDate::of);
        Arbitrary<UncertainDate> partial =
                days.map(d -> UncertainDate.parse(d.toString().substring(0, 7)));
        Arbitrary<UncertainDate> other = Arbitraries.of(
                        "1985", "1985~", "198X", "19XX", "XXXX", "1985-01-01", "1986-01-01", "1984/..", "../1985-06")
                .map(UncertainDate::parse);
        Arbitrary<UncertainDate> ages = Combinators.combine(
                        Arbitraries.integers().between(30, 40), days)
                .as((age, on) -> UncertainDate.ofStatedAge(age, on.plusYears(35)));
        return Arbitraries.oneOf(single, partial, other, ages);
    }

    @ParameterizedTest
    @CsvSource({
        "1985-06-12, 1985-06-12, SAME_DAY",
        "1985-06-12, 1985-12-06, DAY_AND_MONTH_SWAPPED",
        "1985-06-12, 1985-06-13, ONE_DIGIT",
        "1985-06-12, 1958-06-12, ONE_DIGIT",
        "1985-06-12, 1985-06-21, ONE_DIGIT",
        "1985-06-12, 1985, COMPATIBLE",
        "1985-06-12, 1985-01-01, COMPATIBLE",
        "1985-01-01, 1985-01-01, COMPATIBLE",
        "1985-06-12, 198X, COMPATIBLE",
        "1985-06, 1985-07, DIFFERENT",
        "1985-06-12, 1987~, NEAR",
        "1985-06-12, 1989~, DIFFERENT",
        "1985-06-12, 1987, DIFFERENT",
        "1985-06-12, 1991-03-30, DIFFERENT",
        "1985-06-12, XXXX, UNKNOWN",
        "1960/1965, 1964/.., COMPATIBLE",
    })
    void dates_agree_as_far_as_they_are_known(String a, String b, DateAgreement expected) {
        assertThat(Dates.STANDARD.compare(UncertainDate.parse(a), UncertainDate.parse(b)))
                .isEqualTo(expected);
    }

    @Test
    void a_stated_age_is_a_year_and_may_be_a_little_wrong() {
        UncertainDate forty = UncertainDate.ofStatedAge(40, LocalDate.of(2025, 6, 1));
        assertThat(Dates.STANDARD.compare(forty, UncertainDate.parse("1985-01-30")))
                .isEqualTo(DateAgreement.COMPATIBLE);
        assertThat(Dates.STANDARD.compare(forty, UncertainDate.parse("1983-08-30")))
                .isEqualTo(DateAgreement.NEAR);
        assertThat(Dates.STANDARD.compare(forty, UncertainDate.parse("1975-08-30")))
                .isEqualTo(DateAgreement.DIFFERENT);
    }

    @Test
    void a_country_says_which_day_stands_for_a_year() {
        Dates july = Dates.of(Set.of(MonthDay.of(7, 1)), 0);
        assertThat(july.compare(UncertainDate.parse("1985-07-01"), UncertainDate.parse("1985-03-09")))
                .isEqualTo(DateAgreement.COMPATIBLE);
        assertThat(july.compare(UncertainDate.parse("1985-01-01"), UncertainDate.parse("1985-03-09")))
                .isEqualTo(DateAgreement.DIFFERENT);
    }

    @Test
    void overlap_is_the_share_of_common_days() {
        assertThat(Dates.STANDARD.overlap(UncertainDate.parse("1985"), UncertainDate.parse("1985-06")))
                .isCloseTo(30 / 365.0, within(1e-12));
        assertThat(Dates.STANDARD.overlap(UncertainDate.parse("1985-01-01"), UncertainDate.parse("1985")))
                .isEqualTo(1);
        assertThat(Dates.STANDARD.overlap(UncertainDate.parse("1985"), UncertainDate.parse("1986")))
                .isZero();
    }

    @Property
    void comparing_is_symmetric_and_overlap_says_whether_there_is_a_common_day(
            @ForAll("dates") UncertainDate a, @ForAll("dates") UncertainDate b) {
        DateAgreement agreement = Dates.STANDARD.compare(a, b);
        double overlap = Dates.STANDARD.overlap(a, b);
        assertThat(Dates.STANDARD.compare(b, a)).isEqualTo(agreement);
        assertThat(Dates.STANDARD.overlap(b, a)).isEqualTo(overlap);
        assertThat(overlap).isBetween(0.0, 1.0);
        if (agreement == DateAgreement.COMPATIBLE || agreement == DateAgreement.SAME_DAY) {
            assertThat(overlap).isPositive();
        } else if (agreement == DateAgreement.NEAR || agreement == DateAgreement.DIFFERENT) {
            assertThat(overlap).isZero();
        }
    }
}
