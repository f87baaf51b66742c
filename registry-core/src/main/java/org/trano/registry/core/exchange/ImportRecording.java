package org.trano.registry.core.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Act;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.PersonId;

/** The second half of an import: what the registry makes of the drafts. Not thread-safe. */
final class ImportRecording {
    /** Events in one transaction. */
    static final int BATCH = 500;

    private final Registry registry;
    private final String source;
    private final String actor;
    private final ImportRejects rejects;
    private final List<Act> batch = new ArrayList<>();
    long householdsRecorded;
    long householdsUnchanged;
    long personsRecorded;
    long personsUnchanged;
    long events;

    ImportRecording(Registry registry, String source, String actor, ImportRejects rejects) {
        this.registry = registry;
        this.source = source;
        this.actor = actor;
        this.rejects = rejects;
    }

    @Nullable
    Household known(String number) {
        List<HouseholdId> found = registry.find(new Identifier(Identifier.sourceType(source), number));
        return found.isEmpty() ? null : registry.household(found.get(0)).orElse(null);
    }

    void register(HouseholdDraft draft) {
        List<Member> members = new ArrayList<>(draft.members.size());
        for (PersonDraft person : draft.members) {
            Member member = identified(person);
            if (member != null) {
                members.add(member);
            }
        }
        if (members.isEmpty()) {
            rejects.add(draft, "household.no-person");
            return;
        }
        Household household = new Household(
                HouseholdId.create(),
                List.of(new Identifier(Identifier.sourceType(source), draft.number)),
                draft.area,
                draft.interview,
                members);
        add(new Act(
                new HouseholdRegistered(household), context(draft.row, rejects.householdFile, draft.interview.date())));
        householdsRecorded++;
        personsRecorded += members.size();
    }

    /**
     * The member under the id by which the registry knows this person from another household of the same source: the child
     * of two homes is one person, also if the homes come in two imports. Null where the number is somebody else's.
     */
    private @Nullable Member identified(PersonDraft draft) {
        for (Identifier number : draft.member().person().identifiers()) {
            if (!number.isSource()) {
                continue;
            }
            for (PersonId id : registry.findPersons(number)) {
                PersonProfile other = registry.person(id).orElseThrow();
                if (draft.mayBe(other.person())) {
                    return draft.memberAs(id);
                }
                rejects.add(draft, "person.differs", rejects.personColumn, number.value());
                return null;
            }
        }
        return draft.member();
    }

    /** A household row the registry knows: the same word for word, or a contradiction. Its persons are looked at one by one. */
    void compare(Household known, HouseholdDraft draft) {
        if (Objects.equals(known.area(), draft.area)
                && known.interview().answers().equals(draft.interview.answers())) {
            householdsUnchanged++;
            draft.members.forEach(person -> join(known, person));
            return;
        }
        rejects.add(draft, "household.differs");
        for (PersonDraft person : draft.members) {
            rejects.add(
                    person,
                    "person.household-rejected",
                    rejects.linkColumn,
                    draft.number,
                    Long.toString(draft.row.line()));
        }
    }

    /** A person of a household the registry knows: known word for word, new, or a contradiction. */
    void join(Household known, PersonDraft draft) {
        Set<Identifier> numbers = new HashSet<>(draft.member().person().identifiers());
        numbers.removeIf(number -> !number.isSource());
        for (Member member : known.members()) {
            if (member.equals(draft.memberAs(member.person().id()))) {
                personsUnchanged++;
                return;
            }
            if (member.person().identifiers().stream().anyMatch(numbers::contains)) {
                rejects.add(
                        draft,
                        "person.differs",
                        rejects.personColumn,
                        draft.member().person().identifiers().get(0).value());
                return;
            }
        }
        Member member = identified(draft);
        if (member != null) {
            add(new Act(
                    new MemberJoined(known.id(), member),
                    context(draft.row(), rejects.personFile, known.interview().date())));
            personsRecorded++;
        }
    }

    private void add(Act act) {
        batch.add(act);
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    void flush() {
        if (!batch.isEmpty()) {
            events += registry.recordAll(batch).size();
            batch.clear();
        }
    }

    private EventContext context(CsvFile.Row row, String file, LocalDate effective) {
        return new EventContext(effective, actor, "enrolment", file + ":" + row.line());
    }
}
