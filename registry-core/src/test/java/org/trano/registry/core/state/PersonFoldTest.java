package org.trano.registry.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.PersonDescribed;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.survey.Interview;

/** Journals that were written when members could still carry a date of death. */
class PersonFoldTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final Person ISSA =
            Person.builder(PersonId.create()).birth(UncertainDate.parse("1950")).build();

    static Stream<RegistryEvent> events() {
        Person dead = ISSA.toBuilder().death(UncertainDate.parse("2026-02")).build();
        Member member = new Member(dead, RelationshipToHead.HEAD, Map.of());
        HouseholdId home = HouseholdId.create();
        return Stream.of(
                new MemberJoined(home, member),
                new HouseholdRegistered(
                        new Household(home, List.of(), null, new Interview(DAY, Map.of()), List.of(member))),
                new PersonDescribed(dead));
    }

    @ParameterizedTest
    @MethodSource("events")
    void aDeathIsNotTakenFromAnotherAct(RegistryEvent event) {
        Subject subject = Subject.of(ISSA.id());
        PersonFold fold = new PersonFold();
        PersonProfile known = new PersonProfile(ISSA, List.of(), List.of(), List.of());
        assertThat(Objects.requireNonNull(fold.apply(subject, null, event, DAY)).person())
                .isEqualTo(ISSA);
        assertThat(Objects.requireNonNull(fold.apply(subject, known, event, DAY))
                        .person())
                .isEqualTo(ISSA);
    }
}
