package org.trano.registry.dedup.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.model.Bits;

/**
 * One search at a time. First every value is looked up that agrees with the query, and what it says. The lists of the people who have these values
 * are added up, which gives for everybody the most that they can weigh. Those for whom that is enough are weighed one by one. If anybody else could
 * weigh more than the best of them, that was not enough, and it is done once more. Not thread-safe.
 */
final class Search {
    /** The share of all that could be said in somebody's favour that makes them worth weighing at first. */
    private static final double FIRST_CUT = 0.6;

    /** The same where more people cost little more. */
    private static final double LOW_CUT = 0.42;

    private static final double NEXT_CUT = 0.7;
    /** Whoever is a thousand times less probable than the best one, 2 to the power of this, need not be found. */
    private static final double WINDOW = 10;
    /** What is known of candidates is fetched for so many at first, then for as many again as were weighed. */
    private static final int FETCHED = 8;
    /** So many bearers of a name that the query gives to a member have their households looked at. */
    private static final int MOST_MEMBERS = 200;

    private final Tally tally = new Tally();
    private final Tally memberTally = new Tally();
    private final Candidates candidates = new Candidates();

    // Of the heaviest: slots and weights, in the order in which they were weighed.
    private final List<Weighed> weighed = new ArrayList<>();
    private double[] heaviest = {};
    private double total;

    private record Weighed(int slot, double weight) {}

    SearchResult run(Book book, Evidence evidence, PersonQuery query) {
        Book.State state = book.state();
        if (query.isEmpty() || state.living() == 0) {
            return new SearchResult(
                    List.of(), state.living(), 0, 0, Double.NEGATIVE_INFINITY, state.living() == 0 ? 0 : 0.5);
        }
        Question question = new Question(book, state, evidence, query, tally);
        int[] byMembers = byMembers(book, state, question);
        double cut = FIRST_CUT * tally.most();
        double low = LOW_CUT * tally.most();
        int count;
        double ceiling;
        while (true) {
            cut = tally.collect(state, cut, low, candidates);
            begin(query.limit());
            count = weighCandidates(question);
            boolean all = count == candidates.size();
            ceiling = question.ceiling(tally.bits(all ? candidates.highestPassed() : candidates.sum(count)));
            count += weighOthers(question, byMembers, count);
            double best = heaviest[heaviest.length - 1];
            double needed = best - WINDOW - question.ceiling(0);
            if (cut <= tally.unit() || !weighed.isEmpty() && needed >= cut) {
                break;
            }
            cut = weighed.isEmpty() ? NEXT_CUT * cut : Math.max(0, needed);
            low = cut;
        }
        return new SearchResult(
                hits(book, state, question, query.limit()),
                state.living(),
                count,
                candidates.passedOver(),
                ceiling,
                total / (1 + total));
    }

    /** Weighs some people, whatever else is known of others; the heaviest first. */
    List<SearchHit> weigh(Book book, Book.State state, Evidence evidence, PersonQuery query, int[] slots) {
        Question question = new Question(book, state, evidence, query, tally);
        begin(Math.max(1, slots.length));
        for (int slot : slots) {
            weigh(question, slot);
        }
        return hits(book, state, question, slots.length);
    }

    private void begin(int limit) {
        weighed.clear();
        heaviest = new double[limit];
        Arrays.fill(heaviest, Double.NEGATIVE_INFINITY);
        total = 0;
    }

    /** Weighs candidates until no further one can be among the heaviest, or is one that must be found; how many. */
    private int weighCandidates(Question question) {
        int fetched = 0;
        for (int i = 0; i < candidates.size(); i++) {
            double enough = Math.max(heaviest[0], heaviest[heaviest.length - 1] - WINDOW);
            if (question.ceiling(tally.bits(candidates.sum(i))) < enough) {
                return i;
            }
            if (i == fetched) {
                fetched = Math.min(candidates.size(), 2 * i + FETCHED);
                question.fetch(candidates, i, fetched);
            }
            weigh(question, candidates.slot(i));
        }
        return candidates.size();
    }

    private int weighOthers(Question question, int[] others, int known) {
        BitSet done = new BitSet();
        for (int i = 0; i < known && others.length > 0; i++) {
            done.set(candidates.slot(i));
        }
        int count = 0;
        for (int slot : others) {
            if (!done.get(slot)) {
                weigh(question, slot);
                count++;
            }
        }
        return count;
    }

    private void weigh(Question question, int slot) {
        double weight = question.weigh(slot, null);
        total += Bits.exp2(weight);
        if (weight >= heaviest[0]) {
            weighed.add(new Weighed(slot, weight));
            // The lowest of the heaviest leaves; the others stay in order.
            int i = 0;
            while (i + 1 < heaviest.length && heaviest[i + 1] < weight) {
                heaviest[i] = heaviest[i + 1];
                i++;
            }
            heaviest[i] = weight;
        }
    }

    /** Everybody who lives with somebody of a name that the query gives to a member. */
    private int[] byMembers(Book book, Book.State state, Question question) {
        Slots slots = new Slots();
        for (NameEvidence member : question.members()) {
            memberTally.begin();
            member.list(book, memberTally);
            double enough = FIRST_CUT * memberTally.most();
            memberTally.collect(state, enough, enough, candidates);
            for (int i = 0; i < Math.min(MOST_MEMBERS, candidates.size()); i++) {
                question.forEachInHousehold(candidates.slot(i), slots::add);
            }
        }
        return slots.distinct();
    }

    private List<SearchHit> hits(Book book, Book.State state, Question question, int limit) {
        weighed.sort(Comparator.comparingDouble(Weighed::weight).reversed());
        List<SearchHit> hits = new ArrayList<>();
        for (Weighed each : weighed) {
            if (each.weight < heaviest[0]) {
                break;
            }
            List<Explanation.Part> parts = new ArrayList<>();
            double weight = question.weigh(each.slot, parts);
            hits.add(new SearchHit(
                    book.person(state, each.slot),
                    book.household(state, each.slot),
                    weight,
                    Bits.exp2(weight) / (1 + total),
                    new Explanation(question.prior(), parts, 0, weight)));
        }
        hits.sort(Comparator.comparingDouble(SearchHit::weight)
                .reversed()
                .thenComparing(hit -> hit.person().value()));
        return hits.size() > limit ? hits.subList(0, limit) : hits;
    }
}
