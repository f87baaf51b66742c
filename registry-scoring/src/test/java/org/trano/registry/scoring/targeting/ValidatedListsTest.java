package org.trano.registry.scoring.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.programme.ValidationRound;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.targeting.CommunityValidation.Action;
import org.trano.registry.scoring.targeting.Displacement.Reason;
import org.trano.registry.scoring.targeting.Selection.Outcome;

class ValidatedListsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static Candidates candidates(long seed, int size) {
        Random random = new Random(seed);
        double[] scores = random.doubles(size).map(x -> Math.rint(x * 9)).toArray();
        return Candidates.of(
                        IntStream.range(0, size).mapToObj(i -> "H" + i).toList(),
                        IntStream.range(0, size)
                                .mapToObj(i -> "A" + random.nextInt(3))
                                .toList(),
                        scores,
                        Neediest.LOWEST)
                .counting(random.longs(size, 0, 9).toArray());
    }

    /** Counting people: a list is a beginning of the ranking, never over its quota, and ends where somebody does not fit. */
    @Property
    void a_list_ends_where_somebody_does_not_fit(@ForAll long seed) {
        Candidates all = candidates(seed, 60);
        Selection selection =
                Targeting.builder(Quota.share(0.3)).waiting(0.5).build().select(all);
        for (Selection.AreaResult area : selection.areas()) {
            long used = 0;
            int last = 0;
            long next = -1;
            for (int row = 0; row < 60; row++) {
                if (all.area(row).equals(area.area())) {
                    if (selection.outcome(row) == Outcome.SELECTED) {
                        used += all.load(row);
                        last = Math.max(last, selection.rank(row));
                    }
                    next = selection.rank(row) == area.selected() + 1 ? all.load(row) : next;
                }
            }
            assertThat(used).isEqualTo(area.used()).isLessThanOrEqualTo(area.quota());
            assertThat(last).isEqualTo((int) area.selected());
            assertThat(next < 0 || used + next > area.quota()).isTrue();
        }
    }

    /** Whatever meetings wish: no area takes more than before, no more are excluded than allowed, nobody comes from nowhere. */
    @Property
    void a_community_moves_only_what_it_may(@ForAll long seed) {
        Random random = new Random(seed);
        Candidates all = candidates(seed, 80);
        Selection before =
                Targeting.builder(Quota.share(0.4)).waiting(0.5).build().select(all);
        List<ValidationRound> rounds = new ArrayList<>();
        for (int n = random.nextInt(6); n > 0; n--) {
            ValidationRound.Builder round = ValidationRound.builder("A" + random.nextInt(4), DAY.plusDays(n))
                    .present(1 + random.nextInt(20), random.nextInt(20));
            for (int wish = random.nextInt(8); wish > 0; wish--) {
                String household = "H" + random.nextInt(90);
                if (random.nextBoolean()) {
                    round.exclude(household, "moved away");
                } else {
                    round.prefer(household);
                }
            }
            rounds.add(round.build());
        }
        double limit = random.nextInt(11) / 10.0;
        CommunityValidation.Validated after =
                CommunityValidation.limitedTo(limit).apply(all, before, rounds);
        Map<String, Long> excluded = new HashMap<>();
        for (int row = 0; row < 80; row++) {
            Outcome was = before.outcome(row);
            Outcome is = after.selection().outcome(row);
            if (is != was) {
                assertThat(was == Outcome.SELECTED && is == Outcome.EXCLUDED
                                || was == Outcome.WAITING && is == Outcome.SELECTED
                                // Somebody who moved up in one meeting may be excluded in the next.
                                || was == Outcome.WAITING && is == Outcome.EXCLUDED)
                        .isTrue();
            }
            if (is == Outcome.EXCLUDED) {
                excluded.merge(all.area(row), 1L, Long::sum);
            }
        }
        for (int i = 0; i < before.areas().size(); i++) {
            Selection.AreaResult old = before.areas().get(i);
            Selection.AreaResult now = after.selection().areas().get(i);
            assertThat(now.used()).isLessThanOrEqualTo(old.used());
            assertThat(excluded.getOrDefault(old.area(), 0L))
                    .isLessThanOrEqualTo((long) Math.ceil(limit * old.selected()));
        }
        Collections.shuffle(rounds, random);
        assertThat(CommunityValidation.limitedTo(limit)
                        .apply(all, before, rounds)
                        .minutes())
                .containsExactlyInAnyOrderElementsOf(after.minutes());
    }

    @Test
    void a_meeting_and_its_minutes() {
        Candidates all = Candidates.of(
                List.of("a", "b", "c", "d", "e", "f"),
                Collections.nCopies(6, "V"),
                new double[] {1, 2, 3, 4, 5, 6},
                Neediest.LOWEST);
        Selection list = Targeting.builder(Quota.total(2)).waiting(1.5).build().select(all);
        ValidationRound round = ValidationRound.builder("V", DAY)
                .present(12, 9)
                .exclude("b", "has a shop")
                .exclude("f", "moved away")
                .prefer("d")
                .prefer("a")
                .minutes("read aloud twice")
                .build();
        CommunityValidation.Validated validated =
                CommunityValidation.limitedTo(0.5).apply(all, list, List.of(round));
        assertThat(IntStream.range(0, 6)
                        .mapToObj(validated.selection()::outcome)
                        .toList())
                .containsExactly(
                        Outcome.SELECTED,
                        Outcome.EXCLUDED,
                        Outcome.WAITING,
                        Outcome.SELECTED,
                        Outcome.WAITING,
                        Outcome.NOT_SELECTED);
        assertThat(validated.minutes())
                .extracting(CommunityValidation.Line::household, CommunityValidation.Line::action)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b", Action.EXCLUDED),
                        org.assertj.core.groups.Tuple.tuple("f", Action.NOT_ON_LIST),
                        org.assertj.core.groups.Tuple.tuple("a", Action.NOT_WAITING),
                        org.assertj.core.groups.Tuple.tuple("d", Action.MOVED_UP));
        assertThatThrownBy(() -> ValidationRound.builder("V", DAY).build()).hasMessageContaining("present");
        assertThatThrownBy(() -> ValidationRound.builder("V", DAY)
                        .present(1, 1)
                        .exclude("a", " ")
                        .build())
                .hasMessageContaining("reason");
        assertThatThrownBy(() -> CommunityValidation.limitedTo(10)).hasMessageContaining("Maybe 0.1");
    }

    private static Selection list(Candidates all, long quota) {
        return Targeting.builder(Quota.total(quota)).build().select(all);
    }

    private static Candidates village(List<String> ids, double... scores) {
        return Candidates.of(ids, Collections.nCopies(ids.size(), "V"), scores, Neediest.LOWEST);
    }

    @Test
    void who_was_displaced_by_whom_and_why() {
        Candidates before = village(List.of("a", "b", "c", "d"), 1, 2, 3, 4);
        Selection first = list(before, 2);
        Candidates newcomer = village(List.of("a", "b", "c", "d", "n"), 1, 2, 3, 4, 1.5);
        assertThat(Displacement.between(before, first, newcomer, list(newcomer, 2)))
                .containsExactly(new Displacement("V", "b", "n", Reason.NEWCOMER, 2, 3, 2, 2));
        Candidates own = village(List.of("a", "b", "c", "d"), 1, 3.5, 3, 4);
        assertThat(Displacement.between(before, first, own, list(own, 2)))
                .containsExactly(new Displacement("V", "b", "c", Reason.OWN_SCORE, 2, 3, 2, 3.5));
        Candidates other = village(List.of("a", "b", "c", "d"), 1, 2, 0.5, 4);
        assertThat(Displacement.between(before, first, other, list(other, 2)))
                .containsExactly(new Displacement("V", "b", "c", Reason.OTHER_SCORE, 2, 3, 2, 2));
        assertThat(Displacement.between(before, first, before, list(before, 1)))
                .containsExactly(new Displacement("V", "b", null, Reason.QUOTA, 2, 2, 2, 2));
        Candidates gone = village(List.of("a", "c", "d"), 1, 3, 4);
        assertThat(Displacement.between(before, first, gone, list(gone, 2)))
                .containsExactly(new Displacement("V", "b", "c", Reason.GONE, 2, 0, 2, Double.NaN));
        Candidates unscored = village(List.of("a", "b", "c", "d"), 1, Double.NaN, 3, 4);
        assertThat(Displacement.between(before, first, unscored, list(unscored, 2)))
                .containsExactly(new Displacement("V", "b", "c", Reason.NOT_RANKED, 2, 0, 2, Double.NaN));
        assertThat(Displacement.between(before, first, before, first)).isEmpty();
    }

    @Test
    void scores_near_the_cutoff_are_looked_at_again() {
        Candidates all = village(List.of("a", "b", "c", "d", "e"), 1, 2, 2.05, 2.2, 9);
        Selection selection =
                Targeting.builder(Quota.total(2)).reviewBand(0.1).build().select(all);
        assertThat(IntStream.range(0, 5).mapToObj(selection::isNearCutoff).toList())
                .containsExactly(false, true, true, false, false);
        assertThat(list(all, 2).isNearCutoff(1)).isFalse();
    }

    @Test
    void whoever_was_asked_long_ago_is_asked_again_first() {
        Recertification rule = new Recertification(Period.ofYears(2), Period.ofYears(3));
        assertThat(rule.due(DAY, DAY.minusMonths(2))).isEqualTo(DAY.plusYears(2));
        assertThat(rule.due(DAY, DAY.minusMonths(20))).isEqualTo(DAY.plusMonths(16));
        assertThatThrownBy(() -> new Recertification(Period.ZERO, Period.ofYears(1)))
                .hasMessageContaining("holds");
    }
}
