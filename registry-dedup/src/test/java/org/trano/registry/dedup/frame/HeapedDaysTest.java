package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A day of the year that a registry writes where it knows the year only. */
class HeapedDaysTest {
    /** One person on each day of a year, and others. */
    private static final class Births {
        private final List<String> dates = new ArrayList<>();

        Births() {
            this(LocalDate.of(1990, 1, 1), LocalDate.of(1991, 1, 1));
        }

        Births(LocalDate from, LocalDate to) {
            from.datesUntil(to).forEach(day -> dates.add(day.format(DateTimeFormatter.BASIC_ISO_DATE)));
        }

        Births and(int people, String date) {
            dates.addAll(Collections.nCopies(people, date));
            return this;
        }

        /** How two dates of this list agree. */
        String level(String a, String b) {
            Lexicon texts = new Lexicon();
            and(1, a).and(1, b).dates.forEach(texts::add);
            int[] codes = new int[texts.size()];
            Dictionary dictionary = Dictionary.of(texts, FieldKind.DATE, codes);
            int[] counts = new int[dictionary.size()];
            dates.forEach(date -> counts[codes[texts.find(date)]]++);
            Field field = new Field("birth", FieldKind.DATE, false, dictionary, counts);
            return field.levelName(field.level(codes[texts.find(a)], codes[texts.find(b)]));
        }
    }

    @Test
    void aHeapedDaySaysNoMoreThanItsYear() {
        for (String heap : List.of("0101", "0701")) {
            Births births = new Births().and(20, "1980" + heap).and(20, "1985" + heap);
            assertThat(births.level("2010" + heap, "20100904")).isEqualTo("partial, compatible");
            assertThat(births.level("2010" + heap, "20100000")).isEqualTo("partial, compatible");
            assertThat(births.level("2010" + heap, "2011" + heap)).isEqualTo("years near");
            assertThat(births.level("2010" + heap, "20120904")).isEqualTo("years near");
            assertThat(births.level("2010" + heap, "2010" + heap)).isEqualTo("equal");
            // Others are dates as ever.
            assertThat(births.level("20100302", "20110302")).isEqualTo("one digit or swapped");
            assertThat(births.level("20100302", "20110904")).isEqualTo("both whole, years near");
        }
    }

    /** A list of newborns. */
    @Test
    void nothingIsHeapedWhereAllWereBornWithinAMonth() {
        Births births = new Births(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));
        for (int day = 1; day <= 30; day++) {
            births.and(40, String.valueOf(20261100 + day));
        }
        assertThat(births.level("20261103", "20261118")).isEqualTo("two parts equal");
    }

    @Property
    void nothingIsConcludedFromAFewBirths(@ForAll @IntRange(max = 6) int people) {
        assertThat(new Births().and(people, "19800101").level("20100101", "20100904"))
                .isEqualTo("one part equal");
        assertThat(new Births().and(people, "19800101").level("20100101", "20110101"))
                .isEqualTo("one digit or swapped");
    }
}
