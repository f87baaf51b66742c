package org.trano.registry.dedup.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Act;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identity;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.IdentityStanding;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.desk.Calibration;
import org.trano.registry.dedup.desk.DecisionRule;
import org.trano.registry.dedup.model.Bits;

/**
 * The pairs of records about which people should decide, and their decisions. Each decision is an event; the queue is what they leave open. Whatever is decided
 * can be taken back: two records that are one person stay two records, linked.
 *
 * <p>Thread-safe. The queue takes some readings for each person about whom anything was ever decided.
 *
 * <pre>{@code
 * ReviewDesk reviews = ReviewDesk.of(registry);
 * ReviewCase next = reviews.queue("officer-17").get(0);
 * reviews.decide(IdentityDecision.of(next.one(), next.other(), Verdict.SAME, "officer-17", "same mother"), today);
 * }</pre>
 */
public final class ReviewDesk {
    /** Who proposes pairs that a run over the whole registry has found. */
    public static final String MODEL = "model";

    /** Pairs less probable than one to nine are not worth a person's time. */
    private static final double LEAST_WEIGHT = -Bits.log2(9);

    private static final int TOGETHER = 500;

    private final Registry registry;

    private ReviewDesk(Registry registry) {
        this.registry = registry;
    }

    /**
     * The desk of a registry.
     *
     * @param registry the registry
     * @return its desk
     */
    public static ReviewDesk of(Registry registry) {
        return new ReviewDesk(registry);
    }

    /**
     * All that is open, for somebody who may see everything.
     *
     * @return the cases, those of one group together, the group with the most valuable case first; of equal worth in the order of their ids
     */
    public List<ReviewCase> queue() {
        return queue(null);
    }

    /**
     * All that is open for a reviewer: without the pairs they are sure about already, and where two are to look without knowing of each other, without what the
     * other decided.
     *
     * @param reviewer who asks, or null for somebody who may see everything
     * @return the cases, in the order of {@link #queue()}
     */
    public List<ReviewCase> queue(@Nullable String reviewer) {
        List<PersonProfile> people = new ArrayList<>();
        registry.reviewed(people::add);
        LiveClusters<PersonId> groups = LiveClusters.of(0, (a, b) -> true);
        List<ReviewCase> cases = new ArrayList<>();
        for (PersonProfile profile : people) {
            PersonId id = profile.person().id();
            for (PersonId other : profile.compared()) {
                List<IdentityDecision> decisions = profile.decisions(other);
                IdentityStanding standing = IdentityStanding.of(decisions);
                if (id.compareTo(other) < 0 && standing.isPending()) {
                    groups.decide(id, other, true);
                    open(profile, other, decisions, standing, reviewer).ifPresent(cases::add);
                }
            }
        }
        return inOrder(cases, groups);
    }

    private static List<ReviewCase> inOrder(List<ReviewCase> cases, LiveClusters<PersonId> groups) {
        Map<PersonId, Double> best = new HashMap<>();
        List<ReviewCase> grouped = new ArrayList<>();
        for (ReviewCase each : cases) {
            PersonId group = groups.cluster(each.one()).first();
            best.merge(group, each.worth(), Math::max);
            grouped.add(new ReviewCase(
                    each.one(),
                    each.other(),
                    each.standing(),
                    each.weight(),
                    each.probability(),
                    each.worth(),
                    group,
                    each.decisions(),
                    each.isBlind()));
        }
        grouped.sort(Comparator.comparingDouble((ReviewCase each) -> -best.getOrDefault(each.group(), 0.0))
                .thenComparing(ReviewCase::group)
                .thenComparingDouble(each -> -each.worth())
                .thenComparing(ReviewCase::one)
                .thenComparing(ReviewCase::other));
        return grouped;
    }

    private Optional<ReviewCase> open(
            PersonProfile profile,
            PersonId other,
            List<IdentityDecision> decisions,
            IdentityStanding standing,
            @Nullable String reviewer) {
        boolean isSure = decisions.stream()
                .anyMatch(decision -> decision.reviewer().equals(reviewer) && decision.verdict() != Verdict.UNSURE);
        boolean isDisputed = standing == IdentityStanding.DISPUTED;
        PersonProfile second = registry.person(other).orElse(null);
        if (second == null || (isSure && !isDisputed)) {
            return Optional.empty();
        }
        boolean isBlind = reviewer != null && standing == IdentityStanding.AWAITS_SECOND;
        Double weight = null;
        double probability = 0.5;
        for (IdentityDecision decision : decisions) {
            Double noted = decision.weight();
            if (noted != null) {
                weight = noted;
                probability = isDisputed ? probability : probability(decision, noted);
            }
        }
        return Optional.of(new ReviewCase(
                profile.person().id(),
                other,
                standing,
                weight,
                probability,
                worth(probability, enrolments(profile), enrolments(second)),
                profile.person().id(),
                isBlind
                        ? decisions.stream()
                                .filter(decision -> decision.verdict() == Verdict.UNSURE
                                        || decision.reviewer().equals(reviewer))
                                .toList()
                        : decisions,
                isBlind));
    }

    /** What the desk noted is a search's odds, which are known to be too sure; what a run over all noted is taken at its word. */
    private static double probability(IdentityDecision decision, double weight) {
        return decision.reviewer().equals(MODEL)
                ? Bits.probability(weight)
                : DecisionRule.standard().best().probability(weight);
    }

    /** The enrolments that a person has a part in and that are not over. */
    private List<Enrolment> enrolments(PersonProfile profile) {
        List<Enrolment> all = new ArrayList<>();
        for (HouseholdId id : profile.households()) {
            Household household = registry.household(id).orElse(null);
            if (household == null) {
                continue;
            }
            for (Enrolment enrolment : household.enrolments()) {
                PersonId recipient = enrolment.recipient();
                if ((recipient == null || recipient.equals(profile.person().id()))
                        && (enrolment.status().equals(Enrolment.ENROLLED)
                                || enrolment.status().equals(Enrolment.SUSPENDED))) {
                    all.add(enrolment);
                }
            }
        }
        return all;
    }

    private static double worth(double probability, List<Enrolment> one, List<Enrolment> other) {
        Set<Object> programmes = new HashSet<>();
        one.forEach(enrolment -> programmes.add(enrolment.programme()));
        long twice = other.stream()
                .map(Enrolment::programme)
                .distinct()
                .filter(programmes::contains)
                .count();
        double apart = 1.0 + twice;
        double together = 1.0 + Math.min(one.size(), other.size());
        return Math.min(probability * apart, (1 - probability) * together);
    }

    /**
     * Records a decision.
     *
     * @param decision what was decided
     * @param context who records it and when
     * @return the event as it stands in the journal
     * @throws DataException if others decided what contradicts it by way of a third record; nothing was recorded
     * @throws IllegalArgumentException if one of the records is not in the registry
     */
    public Recorded decide(IdentityDecision decision, EventContext context) {
        requireNoContradiction(decision);
        return registry.record(new IdentityDecided(decision), context);
    }

    private void requireNoContradiction(IdentityDecision decision) {
        Identity one = registry.identity(decision.one()).orElse(null);
        Identity other = registry.identity(decision.other()).orElse(null);
        if (one == null || other == null) {
            return;
        }
        if (decision.verdict() == Verdict.SAME && !one.id().equals(other.id())) {
            for (PersonId a : one.records()) {
                PersonProfile profile = registry.person(a).orElseThrow();
                for (PersonId b : other.records()) {
                    boolean isPair = a.equals(decision.one()) && b.equals(decision.other());
                    if (!isPair && profile.standing(b) == IdentityStanding.DIFFERENT) {
                        throw refusal("decision.apart", a.toString(), b.toString());
                    }
                }
            }
        }
        if (decision.verdict() == Verdict.DIFFERENT && one.id().equals(other.id())) {
            PersonProfile profile = registry.person(decision.one()).orElseThrow();
            if (profile.standing(decision.other()) != IdentityStanding.SAME) {
                String by = one.records().stream().map(PersonId::toString).collect(Collectors.joining(", "));
                throw refusal(
                        "decision.together",
                        decision.one().toString(),
                        decision.other().toString(),
                        by);
            }
        }
    }

    private static DataException refusal(String code, String... records) {
        return new DataException(new Problem(code, null, 0, null, null, List.of(records)));
    }

    /**
     * Puts the pairs that a run over the registry has found doubtful before the reviewers: those that nobody has been asked about, the most valuable first.
     *
     * @param records the records of the run
     * @param result what it found
     * @param most how many pairs to ask about at most
     * @param context who records it and when
     * @return how many pairs were put into the queue
     */
    public int propose(RegistryRecords records, DedupResult result, int most, EventContext context) {
        record Doubt(PersonId one, PersonId other, double weight, double worth) {}
        List<Doubt> doubts = new ArrayList<>();
        result.forEachPair((a, b, weight) -> {
            PersonId one = records.person(a);
            PersonId other = records.person(b);
            if (weight >= LEAST_WEIGHT && !one.equals(other)) {
                PersonProfile first = registry.person(one).orElse(null);
                if (first != null && first.decisions(other).isEmpty()) {
                    PersonProfile second = registry.person(other).orElse(null);
                    if (second != null) {
                        doubts.add(new Doubt(
                                one,
                                other,
                                weight,
                                worth(Bits.probability(weight), enrolments(first), enrolments(second))));
                    }
                }
            }
        });
        doubts.sort(Comparator.comparingDouble((Doubt doubt) -> -doubt.worth)
                .thenComparing(Doubt::one)
                .thenComparing(Doubt::other));
        Set<Set<PersonId>> seen = new HashSet<>();
        List<Act> acts = new ArrayList<>();
        int count = 0;
        for (Doubt doubt : doubts) {
            if (count < most && seen.add(Set.of(doubt.one, doubt.other))) {
                acts.add(new Act(
                        new IdentityDecided(
                                IdentityDecision.of(doubt.one, doubt.other, Verdict.UNSURE, MODEL, "found by a run")
                                        .weighing(doubt.weight)),
                        context));
                count++;
                if (acts.size() == TOGETHER) {
                    registry.recordAll(acts);
                    acts.clear();
                }
            }
        }
        if (!acts.isEmpty()) {
            registry.recordAll(acts);
        }
        return count;
    }

    /**
     * A rule for the desk that has learned from the reviewers: how far the odds hold that it noted when it asked them.
     *
     * @param rule the rule so far
     * @return the same rates of error, with what was learned; the same rule where nothing was decided
     */
    public DecisionRule learn(DecisionRule rule) {
        List<Calibration.Case> cases = new ArrayList<>();
        registry.reviewed(profile -> profile.compared().forEach(other -> {
            IdentityStanding standing = profile.standing(other);
            if (profile.person().id().compareTo(other) < 0 && !standing.isPending()) {
                profile.decisions(other).stream()
                        .filter(decision -> !decision.reviewer().equals(MODEL))
                        .map(IdentityDecision::weight)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(
                                weight -> cases.add(new Calibration.Case(weight, standing == IdentityStanding.SAME)));
            }
        }));
        return new DecisionRule(rule.best().fit(cases), rule.known(), rule.wrongKnown(), rule.wrongNew());
    }
}
