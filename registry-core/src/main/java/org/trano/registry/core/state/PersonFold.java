package org.trano.registry.core.state;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.HouseholdSplit;
import org.trano.registry.core.event.HouseholdsMerged;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.MemberLeft;
import org.trano.registry.core.event.MembersMoved;
import org.trano.registry.core.event.PersonDescribed;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.RelationshipEnded;
import org.trano.registry.core.event.RelationshipStated;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Relationship;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.store.LookupKey;

/** What each kind of act does to a person. */
final class PersonFold implements Fold<PersonProfile> {
    @Override
    public Class<PersonProfile> type() {
        return PersonProfile.class;
    }

    @Override
    public boolean founds(Subject subject, RegistryEvent event) {
        return described(subject, event) != null;
    }

    /** As the household that it founds tells that day, so that both say alike who belongs to it. */
    @Override
    public boolean opens(Subject subject, RegistryEvent event) {
        return event instanceof HouseholdRegistered;
    }

    /** The person as an event tells of them, but for their death, of which only {@link PersonDied} tells; null where it does not. */
    private static @Nullable Person told(Subject subject, RegistryEvent event) {
        Person person = described(subject, event);
        return person == null || person.isAlive()
                ? person
                : person.toBuilder().death(null).build();
    }

    private static @Nullable Person described(Subject subject, RegistryEvent event) {
        if (event instanceof MemberJoined joined) {
            Person person = joined.member().person();
            return person.id().value().equals(subject.id()) ? person : null;
        }
        if (event instanceof HouseholdRegistered registered) {
            for (Member member : registered.household().members()) {
                if (member.person().id().value().equals(subject.id())) {
                    return member.person();
                }
            }
        }
        if (event instanceof PersonDescribed described) {
            return described.person().id().value().equals(subject.id()) ? described.person() : null;
        }
        return null;
    }

    @Override
    public @Nullable PersonProfile apply(
            Subject subject, @Nullable PersonProfile state, RegistryEvent event, LocalDate day) {
        if (!event.subjects().contains(subject)) {
            return state;
        }
        Person told = told(subject, event);
        if (told != null && event instanceof PersonDescribed) {
            return state == null
                    ? new PersonProfile(told, List.of(), List.of(), List.of())
                    : with(state, told.toBuilder().death(state.person().death()).build());
        }
        if (told != null) {
            requireAlive(state);
            HouseholdId household = event instanceof MemberJoined joined
                    ? joined.household()
                    : ((HouseholdRegistered) event).household().id();
            return state == null
                    ? new PersonProfile(told, List.of(household), List.of(), List.of())
                    : new PersonProfile(
                            completed(state.person(), told),
                            HouseholdState.and(state.households(), household),
                            state.relationships(),
                            state.decisions());
        }
        if (state == null) {
            return null;
        }
        if (event instanceof IdentityDecided decided) {
            // Also of the dead it may be asked whether they stand in the registry twice.
            return new PersonProfile(
                    state.person(), state.households(), state.relationships(), decided(state, decided.decision()));
        }
        if (event instanceof PersonDied died) {
            requireAlive(state);
            if (!new HashSet<>(state.households()).equals(died.households())) {
                throw new IllegalArgumentException("The person " + died.person() + " belongs to the households "
                        + state.households() + " on that day, not to " + died.households()
                        + ". Maybe read the person again before recording the death?");
            }
            return with(state, state.person().toBuilder().death(died.date()).build());
        }
        requireAlive(state);
        if (event instanceof MemberLeft left) {
            return moved(state, List.of(left.household()), null);
        }
        if (event instanceof MembersMoved moved) {
            return moved(state, List.of(moved.from()), moved.to());
        }
        if (event instanceof HouseholdSplit split) {
            PersonId id = state.person().id();
            for (HouseholdSplit.Part part : split.parts()) {
                if (part.members().stream().anyMatch(member -> member.person().equals(id))) {
                    return moved(state, List.of(split.source()), part.household());
                }
            }
            return state;
        }
        if (event instanceof HouseholdsMerged merged) {
            return moved(state, merged.sources(), merged.into());
        }
        if (event instanceof RelationshipStated stated) {
            return state.relationships().contains(stated.relationship())
                    ? state
                    : with(state, HouseholdState.and(state.relationships(), stated.relationship()));
        }
        if (event instanceof RelationshipEnded ended) {
            List<Relationship> left = new ArrayList<>(state.relationships());
            left.remove(ended.relationship());
            return with(state, left);
        }
        return state;
    }

    private static PersonProfile with(PersonProfile state, Person person) {
        return new PersonProfile(person, state.households(), state.relationships(), state.decisions());
    }

    private static PersonProfile with(PersonProfile state, List<Relationship> relationships) {
        return new PersonProfile(state.person(), state.households(), relationships, state.decisions());
    }

    /** The decisions with a new one, which takes the place of what its reviewer said before. */
    private static List<IdentityDecision> decided(PersonProfile state, IdentityDecision decision) {
        List<IdentityDecision> decisions = new ArrayList<>(state.decisions());
        decisions.removeIf(before -> before.one().equals(decision.one())
                && before.other().equals(decision.other())
                && before.reviewer().equals(decision.reviewer()));
        decisions.add(decision);
        return decisions;
    }

    private static void requireAlive(@Nullable PersonProfile state) {
        if (state != null && !state.person().isAlive()) {
            throw new IllegalArgumentException("The person " + state.person().id() + " died "
                    + state.person().death() + ". Maybe the death is dated too early, or another person is meant?");
        }
    }

    private static PersonProfile moved(PersonProfile state, List<HouseholdId> from, @Nullable HouseholdId to) {
        List<HouseholdId> households = new ArrayList<>(state.households());
        households.removeAll(from);
        if (to != null && !households.contains(to)) {
            households.add(to);
        }
        return new PersonProfile(state.person(), households, state.relationships(), state.decisions());
    }

    /** A known person, and what another household tells of them that was not known. What is known stays. */
    private static Person completed(Person known, Person told) {
        Person.Builder all = known.toBuilder();
        if (known.name() == null) {
            all.name(told.name());
        } else {
            for (PersonName name : told.otherNames()) {
                if (!known.otherNames().contains(name)) {
                    all.otherName(name);
                }
            }
        }
        if (known.sex() == Sex.NOT_KNOWN) {
            all.sex(told.sex());
        }
        if (known.birth().isUnknown()) {
            all.birth(told.birth());
        }
        for (String phone : told.phones()) {
            if (!known.phones().contains(phone)) {
                all.phone(phone);
            }
        }
        for (Identifier number : told.identifiers()) {
            if (!known.hasNumber(number)) {
                all.identifier(number);
            }
        }
        if (known.functioning() == null) {
            all.functioning(told.functioning());
        }
        if (known.displacement() == null) {
            all.displacement(told.displacement());
        }
        if (known.maritalStatus() == null) {
            all.maritalStatus(told.maritalStatus());
        }
        return all.build();
    }

    @Override
    public void keys(PersonProfile state, Consumer<LookupKey> keys) {
        for (Identifier identifier : state.person().identifiers()) {
            keys.accept(LookupKey.ofPerson(identifier));
        }
        if (!state.decisions().isEmpty()) {
            keys.accept(LookupKey.REVIEWED);
        }
    }
}
