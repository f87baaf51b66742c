package org.trano.registry.dedup.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Act;
import org.trano.registry.core.Reading;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HeadSucceeded;
import org.trano.registry.core.event.HouseholdMoved;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.event.InterviewRecorded;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.MemberLeft;
import org.trano.registry.core.event.MembersMoved;
import org.trano.registry.core.event.PersonDescribed;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.survey.Answer;

/** Collects what the registry should be told of one visit. Not thread-safe. */
final class Changes {
    private final EventContext visit;
    private final List<Proposal> proposals = new ArrayList<>();

    Changes(EventContext visit) {
        this.visit = visit;
    }

    List<Proposal> proposals() {
        return proposals;
    }

    private void add(Proposal.Kind kind, @Nullable PersonId person, List<Object> details, RegistryEvent event) {
        add(kind, person, details, registry -> event);
    }

    private void add(
            Proposal.Kind kind,
            @Nullable PersonId person,
            List<Object> details,
            Function<Reading, RegistryEvent> event) {
        proposals.add(new Proposal(kind, person, details, registry -> new Act(event.apply(registry), visit)));
    }

    private static String name(Person person) {
        return person.name() == null ? "?" : person.name().display();
    }

    void register(Household household, Household told) {
        String names =
                told.members().stream().map(member -> name(member.person())).collect(Collectors.joining(", "));
        add(Proposal.Kind.REGISTER, null, List.of(names), new HouseholdRegistered(household));
    }

    void moved(Household home, String area) {
        add(
                Proposal.Kind.MOVED,
                null,
                List.of(Objects.requireNonNullElse(home.area(), "?"), area),
                new HouseholdMoved(home.id(), area, null));
    }

    /** Of two heads at a time there can be one only: who joins as head first joins. */
    void join(Household home, Member member, boolean isBorn) {
        Person person = member.person();
        Member joining =
                member.relationship() != RelationshipToHead.HEAD || home.head().isEmpty()
                        ? member
                        : new Member(
                                person,
                                RelationshipToHead.OTHER_RELATIVE,
                                member.answers(),
                                member.roles(),
                                member.countedElsewhere());
        add(
                isBorn ? Proposal.Kind.BORN : Proposal.Kind.JOINED,
                person.id(),
                List.of(name(person), person.birth().toString()),
                new MemberJoined(home.id(), joining, CodeList.JOINING_REASON.code(isBorn ? "birth" : "moved_in")));
    }

    void came(Person known, Member member, Household home, HouseholdId from, String number) {
        Membership membership = new Membership(
                known.id(),
                member.relationship() == RelationshipToHead.HEAD && home.head().isPresent()
                        ? RelationshipToHead.OTHER_RELATIVE
                        : member.relationship(),
                member.roles(),
                member.countedElsewhere(),
                member.answers());
        add(
                Proposal.Kind.CAME,
                known.id(),
                List.of(name(known), number),
                registry -> registry.household(from)
                        .<RegistryEvent>map(other -> MembersMoved.of(other, home.id(), List.of(membership)))
                        .orElseThrow(
                                () -> new IllegalArgumentException("There is no household " + from + " any more.")));
    }

    void left(Household home, Person person) {
        add(
                Proposal.Kind.LEFT,
                person.id(),
                List.of(name(person)),
                new MemberLeft(home.id(), person.id(), CodeList.LEAVING_REASON.code("moved_out")));
    }

    /** The head as told, where that is somebody else. */
    void head(Household home, Map<PersonId, Member> now) {
        Map<PersonId, RelationshipToHead> relationships = new HashMap<>();
        PersonId head = null;
        for (Map.Entry<PersonId, Member> each : now.entrySet()) {
            RelationshipToHead relationship = each.getValue().relationship();
            if (relationship == RelationshipToHead.HEAD) {
                head = each.getKey();
            } else {
                relationships.put(each.getKey(), relationship);
            }
        }
        PersonId before = home.head().map(member -> member.person().id()).orElse(null);
        if (head == null || head.equals(before)) {
            return;
        }
        if (before != null && !now.containsKey(before)) {
            relationships.put(before, RelationshipToHead.OTHER_RELATIVE);
        }
        Member told = Objects.requireNonNull(now.get(head));
        add(Proposal.Kind.HEAD, head, List.of(name(told.person())), new HeadSucceeded(home.id(), head, relationships));
    }

    /** How members stand to the head as told, where the head is the same. */
    void relationships(Household home, Map<PersonId, Member> now) {
        PersonId head = home.head().map(member -> member.person().id()).orElse(null);
        Member toldHead = head == null ? null : now.get(head);
        if (head == null || toldHead == null || toldHead.relationship() != RelationshipToHead.HEAD) {
            return;
        }
        for (Member member : home.members()) {
            Person person = member.person();
            Member told = now.get(person.id());
            if (told != null
                    && told.relationship() != member.relationship()
                    && told.relationship() != RelationshipToHead.HEAD
                    && told.relationship() != RelationshipToHead.UNKNOWN) {
                add(
                        Proposal.Kind.RELATED,
                        person.id(),
                        List.of(name(person), member.relationship(), told.relationship()),
                        registry -> related(registry, home.id(), head, person.id(), told.relationship()));
            }
        }
    }

    /** The head as before, and how everybody stands to them, one person otherwise than is known when the proposal is accepted. */
    private static RegistryEvent related(
            Reading registry, HouseholdId home, PersonId head, PersonId person, RelationshipToHead relationship) {
        Map<PersonId, RelationshipToHead> relationships = new HashMap<>();
        registry.household(home).stream()
                .flatMap(household -> household.members().stream())
                .forEach(member -> relationships.put(member.person().id(), member.relationship()));
        if (relationships.remove(head) != RelationshipToHead.HEAD
                || relationships.replace(person, relationship) == null) {
            throw new IllegalArgumentException("Household " + home
                    + " has another head now, or the person is no longer in it. Maybe look at the form once more?");
        }
        return new HeadSucceeded(home, head, relationships);
    }

    void interview(Household home, Household told, Map<PersonId, Member> now) {
        if (!told.interview().date().isAfter(home.interview().date())) {
            return;
        }
        Map<PersonId, Map<String, Answer>> members = new HashMap<>();
        int count = told.interview().answers().size();
        for (Map.Entry<PersonId, Member> each : now.entrySet()) {
            boolean wasThere = home.members().stream()
                    .anyMatch(member -> member.person().id().equals(each.getKey()));
            if (wasThere && !each.getValue().answers().isEmpty()) {
                members.put(each.getKey(), each.getValue().answers());
                count += each.getValue().answers().size();
            }
        }
        if (count > 0) {
            add(
                    Proposal.Kind.INTERVIEW,
                    null,
                    List.of(told.interview().date().toString(), count),
                    new InterviewRecorded(home.id(), told.interview(), members));
        }
    }

    void review(Person fresh, Person known, double probability, double weight) {
        add(
                Proposal.Kind.REVIEW,
                fresh.id(),
                List.of(name(fresh), name(known), 100 * probability),
                new IdentityDecided(IdentityDecision.of(
                                fresh.id(), known.id(), Verdict.UNSURE, visit.actor(), "registered at the desk")
                        .weighing(weight)));
    }

    /** What was told of a known person that is not known, and what was told differently. */
    void describe(Person known, Person told) {
        List<Object> more = new ArrayList<>();
        List<UnaryOperator<Person>> additions = new ArrayList<>();
        told.phones().stream().filter(phone -> !known.phones().contains(phone)).forEach(phone -> {
            more.add(phone);
            additions.add(person -> person.toBuilder().phone(phone).build());
        });
        told.identifiers().stream().filter(number -> !has(known, number)).forEach(number -> {
            more.add(number.value());
            additions.add(person -> person.toBuilder().identifier(number).build());
        });
        PersonName name = told.name();
        if (name != null && !has(known, name)) {
            more.add(name.display());
            additions.add(person -> person.name() == null
                    ? person.toBuilder().name(name).build()
                    : person.toBuilder().otherName(name).build());
        }
        if (known.sex() == Sex.NOT_KNOWN && told.sex() != Sex.NOT_KNOWN) {
            more.add(told.sex());
            additions.add(person -> person.toBuilder().sex(told.sex()).build());
        }
        UncertainDate birth = told.birth();
        boolean isFiner = !birth.isUnknown() && isWithin(birth, known.birth());
        if (isFiner) {
            more.add(birth.toString());
            additions.add(person -> person.toBuilder().birth(birth).build());
        }
        if (!more.isEmpty()) {
            add(
                    Proposal.Kind.DESCRIBED,
                    known.id(),
                    List.of(name(known), List.copyOf(more)),
                    changed(known, additions));
        }
        boolean isCompatible = birth.isUnknown()
                || known.birth().isUnknown()
                || (!birth.earliest().isAfter(known.birth().latest())
                        && !birth.latest().isBefore(known.birth().earliest()));
        if (!isCompatible) {
            add(
                    Proposal.Kind.CORRECTED,
                    known.id(),
                    List.of(name(known), known.birth().toString(), birth.toString()),
                    changed(
                            known,
                            List.of(person -> person.toBuilder().birth(birth).build())));
        }
        if (told.sex() != Sex.NOT_KNOWN && known.sex() != Sex.NOT_KNOWN && told.sex() != known.sex()) {
            add(
                    Proposal.Kind.CORRECTED,
                    known.id(),
                    List.of(name(known), known.sex(), told.sex()),
                    changed(
                            known,
                            List.of(person -> person.toBuilder().sex(told.sex()).build())));
        }
    }

    /** Whether a number is one of those that a person has. */
    private static boolean has(Person person, Identifier number) {
        return person.identifiers().stream().anyMatch(own -> own.isSameNumber(number));
    }

    /** Whether a name is one of those that a person has, whatever its parts are called. */
    private static boolean has(Person person, PersonName name) {
        String display = name.display();
        return (person.name() != null && person.name().display().equalsIgnoreCase(display))
                || person.otherNames().stream().anyMatch(own -> own.display().equalsIgnoreCase(display));
    }

    /** Changes the person as they are known when the proposal is accepted, so that of two proposals none undoes the other. */
    private static Function<Reading, RegistryEvent> changed(Person known, List<UnaryOperator<Person>> changes) {
        return registry -> {
            Person person = registry.person(known.id()).orElseThrow().person();
            for (UnaryOperator<Person> change : changes) {
                person = change.apply(person);
            }
            return new PersonDescribed(person);
        };
    }

    /** Whether one date says more precisely what another says. */
    private static boolean isWithin(UncertainDate fine, UncertainDate coarse) {
        return !fine.equals(coarse)
                && !fine.isUnknown()
                && (coarse.isUnknown()
                        || (!fine.earliest().isBefore(coarse.earliest())
                                && !fine.latest().isAfter(coarse.latest())
                                && !(fine.earliest().equals(coarse.earliest())
                                        && fine.latest().equals(coarse.latest()))));
    }
}
