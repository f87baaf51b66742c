package org.trano.registry.core;

import static org.trano.registry.core.Village.as;
import static org.trano.registry.core.Village.person;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.event.Enrolled;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HeadSucceeded;
import org.trano.registry.core.event.HouseholdMoved;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.HouseholdSplit;
import org.trano.registry.core.event.HouseholdsMerged;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.event.InterviewRecorded;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.MemberLeft;
import org.trano.registry.core.event.MembersMoved;
import org.trano.registry.core.event.PersonDescribed;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Membership;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.programme.Enrolment;
import org.trano.registry.core.programme.EnrolmentId;
import org.trano.registry.core.programme.EnrolmentPolicy;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;

/** Makes up acts, many of which a registry takes and some of which it refuses, dated anywhere in two years. */
final class RandomHistory {
    static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    static final LocalDate TODAY = LocalDate.of(2026, 12, 31);

    private final Random random;
    private final Registry registry;
    final List<HouseholdId> households = new ArrayList<>();
    final List<PersonId> persons = new ArrayList<>();
    final List<Recorded> recorded = new ArrayList<>();
    int refused;

    RandomHistory(Registry registry, long seed) {
        this.registry = registry;
        this.random = new Random(seed);
    }

    /** One more act; whether the registry took it. */
    boolean step() {
        EventContext context = context();
        try {
            RegistryEvent event;
            if (!recorded.isEmpty() && random.nextInt(6) == 0) {
                Recorded wrong = any(recorded);
                // Half of the corrections say the same for another day, half take the act back.
                event = random.nextBoolean() ? wrong.event() : new Retracted("mistake");
                context = context.superseding(wrong.id());
            } else {
                event = event();
                if (event instanceof HouseholdRegistered) {
                    // Registered in the first months, so that most of what happens later can have happened.
                    context = context.on(FIRST_DAY.plusDays(random.nextInt(6) * 30L));
                }
            }
            recorded.add(registry.record(event, context));
            return true;
        } catch (IllegalArgumentException e) {
            refused++;
            return false;
        }
    }

    private EventContext context() {
        return new EventContext(FIRST_DAY.plusDays(random.nextInt(24) * 30L), "agent", "test", "made up");
    }

    private RegistryEvent event() {
        if (households.size() < 2 || random.nextInt(5) == 0) {
            Household fresh = household();
            households.add(fresh.id());
            return new HouseholdRegistered(fresh);
        }
        HouseholdId id = any(households);
        Household home = registry.household(id).orElseGet(this::household);
        PersonId someone = home.members().isEmpty()
                ? any(persons)
                : any(home.members()).person().id();
        return switch (random.nextInt(12)) {
            case 0 -> new MemberJoined(id, as(RelationshipToHead.CHILD, someone()), Code.of("birth"));
            case 1 -> new MemberLeft(id, someone, Code.of("moved_out"));
            case 2 ->
                new MembersMoved(
                        id,
                        any(households),
                        List.of(Membership.of(someone, RelationshipToHead.OTHER_RELATIVE)),
                        List.of());
            case 3 -> new PersonDied(someone, UncertainDate.parse("2025"), Set.copyOf(registry.findByMember(someone)));
            case 4 -> new HeadSucceeded(id, someone, Map.of());
            case 5 -> split(home, someone);
            case 6 ->
                HouseholdsMerged.of(
                        List.of(home),
                        registry.household(any(households)).orElse(home),
                        Map.of(),
                        EnrolmentPolicy.SUSPEND,
                        TODAY);
            case 7 -> new HouseholdMoved(id, "TG0" + random.nextInt(9), null);
            case 8 -> new InterviewRecorded(id, interview(), Map.of());
            case 9 -> decided(someone);
            case 10 ->
                new PersonDescribed(Person.builder(someone)
                        .sex(Sex.FEMALE)
                        .identifier(new Identifier(Identifier.NATIONAL_ID, "n" + random.nextInt(20)))
                        .build());
            default ->
                new Enrolled(
                        id,
                        new Enrolment(
                                EnrolmentId.create(),
                                ProgrammeId.create(),
                                random.nextBoolean() ? someone : null,
                                Enrolment.ENROLLED,
                                FIRST_DAY,
                                null));
        };
    }

    private IdentityDecided decided(PersonId someone) {
        IdentityDecision decision = IdentityDecision.of(
                someone, any(persons), any(List.of(Verdict.values())), "reviewer " + random.nextInt(3), "looked");
        return new IdentityDecided(
                switch (random.nextInt(4)) {
                    case 0 -> decision.ofTwo();
                    case 1 -> decision.settling();
                    default -> decision.weighing(random.nextInt(40) - 20);
                });
    }

    private HouseholdSplit split(Household home, PersonId goes) {
        HouseholdId fresh = HouseholdId.create();
        households.add(fresh);
        return HouseholdSplit.of(
                home,
                List.of(HouseholdSplit.part(home, fresh, goes, Map.of())),
                any(List.of(EnrolmentPolicy.values())),
                random.nextBoolean());
    }

    private Household household() {
        Household.Builder builder = Household.builder(HouseholdId.create(), interview())
                .identifier(new Identifier(Identifier.SOURCE, "H" + random.nextInt(30)));
        for (int i = random.nextInt(3); i >= 0; i--) {
            builder.member(as(RelationshipToHead.UNKNOWN, someone()));
        }
        return builder.build();
    }

    private Interview interview() {
        return new Interview(FIRST_DAY, Map.of("rooms", Answer.of(1 + random.nextInt(5))));
    }

    /** Mostly somebody new, sometimes somebody who belongs to another household already. */
    private Person someone() {
        if (!persons.isEmpty() && random.nextInt(4) == 0) {
            PersonId known = any(persons);
            return registry.person(known)
                    .map(p -> p.person())
                    .orElseGet(() -> Person.builder(known).build());
        }
        Person fresh = person("P" + persons.size(), Sex.MALE, "198X");
        persons.add(fresh.id());
        return fresh;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
