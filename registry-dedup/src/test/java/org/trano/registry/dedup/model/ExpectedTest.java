package org.trano.registry.dedup.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.frame.Frame;

class ExpectedTest {
    private static final List<RecordTable.Column> COLUMNS = List.of(
            new RecordTable.Column("given", ColumnRole.GIVEN_NAME),
            new RecordTable.Column("family", ColumnRole.FAMILY_NAME),
            new RecordTable.Column("sex", ColumnRole.SEX),
            new RecordTable.Column("born", ColumnRole.BIRTH_DATE),
            new RecordTable.Column("town", ColumnRole.PLACE));
    private static final List<List<String>> VALUES = List.of(
            List.of("Afi", "Afiwa", "Kodjo", "Koffi", "Kofi", ""),
            List.of("Mensah", "Lawson", "Agbeko", "Mensa", ""),
            List.of("F", "M", ""),
            List.of("1980-05-12", "1980-05-21", "1980", "1991-01-01", "1975-10-03", ""),
            List.of("Lome", "Kara", "Sokode", ""));

    /** The tree gives what each pattern by itself does, whichever part of the patterns is counted, one chunk after the other or all at once. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void patterns_counted_together_are_counted_as_each_by_itself(
            @ForAll @IntRange(min = 2, max = 40) int people,
            @ForAll @IntRange(min = 1, max = 50) int chunk,
            @ForAll long seed) {
        Random random = new Random(seed);
        Frame frame = frame(people, random);
        int width = frame.fields().size();
        PairPatterns pairs = new PairPatterns(frame, levels -> true);
        for (int a = 0; a < people; a++) {
            for (int b = 0; b < a; b++) {
                int[] copies = new int[2 * frame.stride()];
                frame.copy(new int[] {a, b}, 0, 2, copies);
                pairs.pair(a, b, copies, 0, frame.stride());
            }
        }
        PatternTable patterns = new PatternTable(List.of(pairs), width, 1);
        double[][] ratioM = ratios(frame, random);
        double[][] ratioR = ratios(frame, random);
        ClassOdds odds = new ClassOdds(
                0.01,
                0.05,
                numbers(patterns.size(), random),
                numbers(patterns.size(), random),
                ratioM,
                ratioR,
                new Kinship(frame));

        Expected sum = new Expected(patterns, 0, 0, ratioM);
        for (int from = 0; from < patterns.size(); from += chunk) {
            Expected part = new Expected(patterns, from, Math.min(patterns.size(), from + chunk), ratioM);
            part.count(odds);
            part.count(odds);
            sum.add(part);
        }

        double matches = 0;
        double relatives = 0;
        double[][] ofMatches =
                Arrays.stream(ratioM).map(levels -> new double[levels.length]).toArray(double[][]::new);
        for (int p = 0; p < patterns.size(); p++) {
            double m = odds.matches() * odds.besideM()[p];
            double r = odds.relatives() * odds.besideR()[p];
            int[] levels = new int[width];
            patterns.levels(p, levels);
            for (int f = 0; f < width; f++) {
                m *= ratioM[f][levels[f]];
                r *= odds.kinship().isOf(f) ? 1 : ratioR[f][levels[f]];
            }
            r *= odds.kinship().ratio(ratioR, levels);
            double total = m + r + 1 - odds.matches() - odds.relatives();
            matches += patterns.open(p) * m / total;
            relatives += patterns.open(p) * r / total;
            for (int f = 0; f < width; f++) {
                ofMatches[f][levels[f]] += patterns.open(p) * m / total;
            }
        }
        assertThat(sum.matches()).isCloseTo(matches, within(1e-9 * (1 + matches)));
        assertThat(sum.relatives()).isCloseTo(relatives, within(1e-9 * (1 + relatives)));
        for (int f = 0; f < width; f++) {
            assertThat(sum.ofMatches(f)).containsExactly(ofMatches[f], within(1e-9 * (1 + matches)));
        }
    }

    private static Frame frame(int people, Random random) {
        RecordTable.Builder table = RecordTable.builder(COLUMNS);
        for (int i = 0; i < people; i++) {
            table.add(VALUES.stream()
                    .map(values -> values.get(random.nextInt(values.size())))
                    .toList());
        }
        return Frame.of(table.build(), Set.of());
    }

    private static double[][] ratios(Frame frame, Random random) {
        return frame.fields().stream()
                .map(field -> numbers(field.levels(), random))
                .toArray(double[][]::new);
    }

    private static double[] numbers(int size, Random random) {
        return IntStream.range(0, size)
                .mapToDouble(i -> Math.exp(3 * random.nextGaussian()))
                .toArray();
    }
}
