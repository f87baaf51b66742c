package org.trano.registry.dedup.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.trano.registry.core.Act;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identity;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.dedup.search.PersonQuery;
import org.trano.registry.dedup.search.RegistryIndex;
import org.trano.registry.dedup.search.SearchHit;
import org.trano.registry.dedup.search.SearchResult;

/**
 * Registers whoever comes to the desk. Says of a household and of each of its members whether they are certainly known, certainly new, or whether somebody
 * must look; and proposes the events that bring the registry up to date, to be accepted one by one. Nothing is recorded without that.
 *
 * <p>Each member is searched for with the names of the others. Where one of them is certainly known, and at least half of those who were told belong to that
 * household, and half of the household or its head are among them, it is that household as of its last visit: members are then told apart within it, one to
 * one, by what they are themselves.
 *
 * <p>Thread-safe; some searches for each member.
 *
 * <pre>{@code
 * Desk desk = Desk.of(registry, index);
 * Registration registration = desk.look(told, visit);
 * for (Proposal proposal : registration.proposals()) {
 *     desk.accept(proposal);
 * }
 * }</pre>
 */
public final class Desk {
    /** From this share on, of those told or of those known, a household is the same. */
    private static final double HALF = 0.5;
    /** Whoever may be somebody known with this probability is worth a reviewer's look. */
    private static final double WORTH_A_LOOK = 0.02;

    private static final Member NOBODY =
            new Member(Person.builder(PersonId.of(new UUID(0, 0))).build(), RelationshipToHead.UNKNOWN, Map.of());

    private final Registry registry;
    private final RegistryIndex index;
    private final DecisionRule rule;

    private Desk(Registry registry, RegistryIndex index, DecisionRule rule) {
        this.registry = registry;
        this.index = index;
        this.rule = rule;
    }

    /**
     * A desk with the usual rule.
     *
     * @param registry where things are recorded
     * @param index an index of it
     * @return the desk
     */
    public static Desk of(Registry registry, RegistryIndex index) {
        return of(registry, index, DecisionRule.standard());
    }

    /**
     * A desk.
     *
     * @param registry where things are recorded
     * @param index an index of it
     * @param rule when somebody is known or new
     * @return the desk
     */
    public static Desk of(Registry registry, RegistryIndex index, DecisionRule rule) {
        return new Desk(registry, index, rule);
    }

    /**
     * Whether somebody is in the registry.
     *
     * @param query what is said of them
     * @return known, new, or to be looked at
     */
    public Recognised look(PersonQuery query) {
        return rule.decide(joined(index.search(query)));
    }

    /** Records that were decided to be one person come into question once, with all their odds. */
    private SearchResult joined(SearchResult result) {
        Map<PersonId, SearchHit> byIdentity = new LinkedHashMap<>();
        for (SearchHit hit : result.hits()) {
            PersonId identity =
                    registry.identity(hit.person()).map(Identity::id).orElse(hit.person());
            byIdentity.merge(
                    identity,
                    hit,
                    (first, other) -> new SearchHit(
                            first.person(),
                            first.household(),
                            first.weight(),
                            first.probability() + other.probability(),
                            first.explanation()));
        }
        List<SearchHit> hits = new ArrayList<>(byIdentity.values());
        hits.sort(Comparator.comparingDouble(SearchHit::probability).reversed());
        return new SearchResult(
                hits, result.people(), result.weighed(), result.passedOver(), result.ceiling(), result.known());
    }

    /**
     * Whether a household is in the registry, and what the registry should be told.
     *
     * @param told the household as it was told: under new ids, with whatever is known of each member
     * @param visit who asked and when; acts are dated that day
     * @return what the desk makes of it
     * @throws IllegalArgumentException if nobody was told
     */
    public Registration look(Household told, EventContext visit) {
        List<Recognised> members = recognise(told);
        Household home = household(told, members).orElse(null);
        if (home == null) {
            return fresh(told, members, visit);
        }
        boolean isKnown = false;
        for (Recognised member : members) {
            isKnown |= member.recognition() == Recognition.KNOWN && isOf(home, member);
        }
        return isKnown
                ? update(told, home, members, visit)
                : new Registration(
                        told,
                        Recognition.LOOK,
                        home.id(),
                        members,
                        fresh(told, members, visit).proposals());
    }

    /**
     * What the registry should be told where a person has said which household it is.
     *
     * @param told the household as it was told
     * @param household the household of the registry that it is
     * @param visit who asked and when
     * @return what the desk makes of it
     * @throws IllegalArgumentException if nobody was told, or there is no such household
     */
    public Registration look(Household told, HouseholdId household, EventContext visit) {
        Household home = registry.household(household)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no household " + household + ". Maybe its id is mistyped?"));
        return update(told, home, recognise(told), visit);
    }

    /**
     * Records what was proposed, in view of what is known now.
     *
     * @param proposal the proposal
     * @return the event as it stands in the journal
     * @throws IllegalArgumentException if it contradicts what is known, or follows from a proposal that was not accepted
     */
    public Recorded accept(Proposal proposal) {
        Act act = proposal.act(registry);
        return registry.record(act.event(), act.context());
    }

    /**
     * Records that somebody died, in the place of what was proposed: that they do not live there any more.
     *
     * @param left the proposal
     * @param date when they died, as well as it is known
     * @param visit who recorded it and when
     * @return the event as it stands in the journal
     * @throws IllegalArgumentException if another thing was proposed, or it contradicts what is known
     */
    public Recorded died(Proposal left, UncertainDate date, EventContext visit) {
        PersonId person = left.person();
        if (left.kind() != Proposal.Kind.LEFT || person == null) {
            throw new IllegalArgumentException("The death of somebody who is there was to be recorded: " + left
                    + " Maybe another proposal was meant?");
        }
        return registry.record(PersonDied.of(registry.person(person).orElseThrow(), date), visit);
    }

    private List<Recognised> recognise(Household told) {
        if (told.members().isEmpty()) {
            throw new IllegalArgumentException("Nobody was told. Maybe the members were left out?");
        }
        List<Recognised> members = new ArrayList<>();
        for (Member member : told.members()) {
            members.add(look(Told.query(told, member)));
        }
        return members;
    }

    /** The household that most of them may be of. */
    private Optional<Household> household(Household told, List<Recognised> members) {
        Map<HouseholdId, Double> expected = new TreeMap<>(Comparator.comparing(HouseholdId::value));
        for (Recognised member : members) {
            Map<HouseholdId, Double> best = new HashMap<>();
            for (SearchHit hit : member.hits()) {
                if (hit.household() != null) {
                    best.merge(hit.household(), rule.probability(hit), Math::max);
                }
            }
            best.forEach((household, probability) -> expected.merge(household, probability, Double::sum));
        }
        HouseholdId likeliest = null;
        double most = WORTH_A_LOOK;
        for (Map.Entry<HouseholdId, Double> each : expected.entrySet()) {
            if (each.getValue() > most) {
                likeliest = each.getKey();
                most = each.getValue();
            }
        }
        return likeliest == null
                ? Optional.empty()
                : registry.household(likeliest).filter(home -> home.isActive() && isSame(told, home));
    }

    private boolean isSame(Household told, Household home) {
        Map<Member, Member> pairs = Pairing.of(index, told, home).sure();
        long older = told.members().stream()
                .filter(member -> pairs.containsKey(member) || !isBornSince(member.person(), home))
                .count();
        boolean headStays = home.head().filter(pairs::containsValue).isPresent();
        return pairs.size() >= HALF * older
                && (headStays || pairs.size() >= HALF * home.members().size());
    }

    private static boolean isBornSince(Person person, Household home) {
        return !person.birth().isUnknown()
                && !person.birth().earliest().isBefore(home.interview().date());
    }

    private static boolean isOf(Household home, Recognised member) {
        PersonId best = member.hits().get(0).person();
        return home.members().stream().anyMatch(other -> other.person().id().equals(best));
    }

    /** Somebody known who is alive and is who was told of. */
    private Optional<Person> known(Recognised member) {
        return member.recognition() != Recognition.KNOWN
                ? Optional.empty()
                : registry.person(member.hits().get(0).person())
                        .map(profile -> profile.person())
                        .filter(Person::isAlive);
    }

    /** Whoever is known comes from where they are; the others are written down. */
    private Registration fresh(Household told, List<Recognised> members, EventContext visit) {
        Changes changes = new Changes(visit);
        Map<Member, Person> known = new LinkedHashMap<>();
        Set<PersonId> taken = new HashSet<>();
        List<Member> others = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Member member = told.members().get(i);
            Person person = known(members.get(i)).orElse(null);
            // Two who were told and seem to be one known person are two: a reviewer will see both.
            if (person != null && taken.add(person.id())) {
                known.put(member, person);
            } else {
                others.add(member);
            }
        }
        Household home = new Household(
                told.id(),
                told.identifiers(),
                told.area(),
                told.interview(),
                others,
                told.kind(),
                told.dwelling(),
                told.livelihood(),
                told.shocks(),
                told.representations(),
                List.of(),
                null);
        changes.register(home, told);
        known.forEach((member, person) -> come(person, member, home, changes));
        Set<HouseholdId> families = new LinkedHashSet<>();
        known.values().forEach(person -> families.addAll(registry.findByMember(person.id())));
        Map<PersonId, Member> relatives = relatives(told, families);
        List<Recognised> inView = new ArrayList<>();
        boolean look = false;
        for (int i = 0; i < members.size(); i++) {
            Member member = told.members().get(i);
            Recognised recognised =
                    known.containsKey(member) ? members.get(i) : inView(member, members.get(i), relatives);
            inView.add(recognised);
            look |= recognised.recognition() == Recognition.LOOK;
            review(member, recognised, changes);
        }
        return new Registration(told, look ? Recognition.LOOK : Recognition.NEW, null, inView, changes.proposals());
    }

    private static Member as(PersonId id, Member member) {
        Person told = member.person();
        Person person = new Person(
                id,
                told.name(),
                told.sex(),
                told.birth(),
                told.phones(),
                told.identifiers(),
                told.otherNames(),
                told.missingIdentifiers(),
                told.functioning(),
                told.displacement(),
                told.maritalStatus(),
                null);
        return new Member(person, member.relationship(), member.answers(), member.roles(), member.countedElsewhere());
    }

    /** Everybody in some households, each with the one who was told and is them, or may be; nobody for most of them. */
    private Map<PersonId, Member> relatives(Household told, Collection<HouseholdId> families) {
        Map<PersonId, Member> relatives = new HashMap<>();
        for (HouseholdId id : families) {
            registry.household(id)
                    .ifPresent(family -> relatives.putAll(relatives(family, Pairing.of(index, told, family))));
        }
        return relatives;
    }

    private static Map<PersonId, Member> relatives(Household family, Pairing pairing) {
        Map<PersonId, Member> relatives = new HashMap<>();
        family.members().forEach(member -> relatives.put(member.person().id(), NOBODY));
        pairing.near().forEach((one, other) -> relatives.put(other.person().id(), one));
        pairing.sure().forEach((one, other) -> relatives.put(other.person().id(), one));
        return relatives;
    }

    /** Who lives with people of the same names is like a relative of theirs; of relatives it is known who is who, so these do not come into question. */
    private Recognised inView(Member fresh, Recognised member, Map<PersonId, Member> relatives) {
        if (member.recognition() == Recognition.NEW) {
            return member;
        }
        List<SearchHit> hits = member.hits().stream()
                .filter(hit ->
                        relatives.getOrDefault(hit.person(), fresh) == fresh && rule.probability(hit) >= WORTH_A_LOOK)
                .toList();
        return hits.isEmpty()
                ? new Recognised(Recognition.NEW, 0, 0, hits)
                : new Recognised(Recognition.LOOK, member.known(), rule.probability(hits.get(0)), hits);
    }

    private void review(Member fresh, Recognised member, Changes changes) {
        if (member.recognition() == Recognition.LOOK) {
            for (SearchHit hit : member.hits()) {
                registry.person(hit.person())
                        .ifPresent(profile -> changes.review(
                                fresh.person(),
                                profile.person(),
                                rule.probability(hit),
                                DecisionRule.logOdds(hit.probability())));
            }
        }
    }

    private String number(HouseholdId id) {
        return registry.household(id).map(Household::sourceId).orElse(id.toString());
    }

    private Registration update(Household told, Household home, List<Recognised> members, EventContext visit) {
        Changes changes = new Changes(visit);
        Pairing pairing = Pairing.of(index, told, home);
        Map<Member, Member> pairs = pairing.sure();
        if (told.area() != null && !told.area().equals(home.area())) {
            changes.moved(home, told.area());
        }
        Map<PersonId, Member> relatives = relatives(home, pairing);
        List<Recognised> inView = new ArrayList<>();
        Map<PersonId, Member> byKnown = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            Member member = told.members().get(i);
            Member same = pairs.get(member);
            Person elsewhere = same != null
                    ? null
                    : known(members.get(i))
                            .filter(person -> !isOf(home, person) && !byKnown.containsKey(person.id()))
                            .orElse(null);
            if (same != null) {
                byKnown.put(same.person().id(), member);
                Recognised recognised = members.get(i);
                inView.add(new Recognised(
                        Recognition.KNOWN, recognised.known(), recognised.best(), hits(recognised, same)));
                continue;
            }
            if (elsewhere != null) {
                inView.add(members.get(i));
                byKnown.put(elsewhere.id(), member);
                come(elsewhere, member, home, changes);
            } else {
                Recognised recognised = inView(member, members.get(i), relatives);
                inView.add(recognised);
                changes.join(home, member, isBornSince(member.person(), home));
                byKnown.put(member.person().id(), member);
                review(member, recognised, changes);
            }
        }
        changes.head(home, byKnown);
        changes.relationships(home, byKnown);
        for (Member member : home.members()) {
            PersonId id = member.person().id();
            Member now = byKnown.get(id);
            if (now == null) {
                changes.left(home, member.person());
            } else {
                changes.describe(member.person(), now.person());
            }
        }
        changes.interview(home, told, byKnown);
        return new Registration(told, Recognition.KNOWN, home.id(), inView, changes.proposals());
    }

    private static boolean isOf(Household home, Person person) {
        return home.members().stream().anyMatch(member -> member.person().id().equals(person.id()));
    }

    /** Who it is first, then the others. */
    private static List<SearchHit> hits(Recognised recognised, Member same) {
        List<SearchHit> hits = new ArrayList<>(recognised.hits());
        hits.sort(Comparator.comparing(hit -> !hit.person().equals(same.person().id())));
        return hits;
    }

    private void come(Person known, Member member, Household home, Changes changes) {
        Collection<HouseholdId> others = registry.findByMember(known.id());
        if (others.isEmpty()) {
            changes.join(home, as(known.id(), member), false);
        }
        for (HouseholdId other : others) {
            changes.came(known, member, home, other, number(other));
        }
        changes.describe(known, member.person());
    }
}
