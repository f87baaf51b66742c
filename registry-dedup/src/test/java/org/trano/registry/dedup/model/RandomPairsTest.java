package org.trano.registry.dedup.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;

class RandomPairsTest {
    private static final List<String> TOWNS =
            List.of("Sokode", "Sokodé Centre", "Sokodei", "Kara", "Karra", "Lome", "Aneho", "");

    /** Of few values nothing is drawn: two records at random look as comparing all of them with each other says. */
    @Property(tries = 200)
    void few_values_are_all_compared(@ForAll @Size(min = 2, max = 60) List<@IntRange(max = 7) Integer> towns) {
        RecordTable.Builder table = RecordTable.builder(List.of(new RecordTable.Column("town", ColumnRole.PLACE)));
        towns.forEach(town -> table.add(List.of(TOWNS.get(town))));
        Frame frame = Frame.of(table.build(), Set.of());
        if (frame.fields().isEmpty()) {
            return;
        }
        Field field = frame.fields().get(0);
        double[] u = new RandomPairs(frame).u[0];
        double[] seen = new double[u.length];
        double unequal = 0;
        for (int a = 0; a < frame.size(); a++) {
            for (int b = 0; b < a; b++) {
                if (frame.code(a, 0) != 0 && frame.code(b, 0) != 0 && frame.code(a, 0) != frame.code(b, 0)) {
                    seen[field.level(frame.code(a, 0), frame.code(b, 0))]++;
                    unequal++;
                }
            }
        }
        double different = 0;
        for (int level = FieldKind.DIFFERENT; level < field.first(field.kind().firstEqual()); level++) {
            different += u[level];
        }
        for (int level = FieldKind.DIFFERENT; level < field.first(field.kind().firstEqual()); level++) {
            assertThat(u[level] / different).isCloseTo(seen[level] / unequal, within(1e-3));
        }
    }
}
