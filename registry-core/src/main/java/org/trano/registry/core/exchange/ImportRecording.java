package org.trano.registry.core.exchange;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Act;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.store.VersionConflictException;

/**
 * The second half of an import: what the registry makes of the drafts. Batches are recorded by threads of their own while the next
 * are read, unless the caller has a transaction that they have to be part of. Not thread-safe.
 */
final class ImportRecording implements AutoCloseable {
    /** Events in one transaction. */
    static final int BATCH = 500;
    /** Two: while one waits for the disk, the other writes JSON. */
    private static final int THREADS = 2;
    /** Batches on their way, which is what bounds the memory. */
    private static final int MOST_BATCHES = 2 * THREADS;

    private static final int MOST_TRIES = 20;

    private final Registry registry;
    private final String source;
    private final String actor;
    private final ImportRejects rejects;
    private final @Nullable ExecutorService threads;
    private final Deque<Future<Integer>> under = new ArrayDeque<>();
    private Map<Identifier, List<HouseholdId>> knownHomes = Map.of();
    private Map<Identifier, List<PersonId>> knownPeople = Map.of();
    private List<Act> batch = new ArrayList<>();
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
        this.threads = registry.isJoined() ? null : Executors.newFixedThreadPool(THREADS);
    }

    /** Looks up all numbers of a part in one go: what is recorded meanwhile was not known before, and its numbers differ. */
    void lookUp(ImportPart part) {
        List<Identifier> homes = new ArrayList<>();
        List<Identifier> people = new ArrayList<>();
        for (HouseholdDraft draft : part.drafts.values()) {
            homes.add(number(draft.number));
            draft.members.forEach(person -> people.addAll(sourceNumbers(person)));
        }
        for (Map.Entry<String, List<PersonDraft>> stray : part.strays.entrySet()) {
            homes.add(number(stray.getKey()));
            stray.getValue().forEach(person -> people.addAll(sourceNumbers(person)));
        }
        knownHomes = registry.find(homes);
        knownPeople = registry.findPersons(people);
    }

    private Identifier number(String household) {
        return new Identifier(Identifier.sourceType(source), household);
    }

    private static List<Identifier> sourceNumbers(PersonDraft draft) {
        return draft.member().person().identifiers().stream()
                .filter(Identifier::isSource)
                .toList();
    }

    @Nullable
    Household known(String number) {
        List<HouseholdId> found = knownHomes.getOrDefault(number(number), List.of());
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
     * of two homes is one person, also if the homes come in two imports. Null where the number is somebody else's, or theirs who
     * has died.
     */
    private @Nullable Member identified(PersonDraft draft) {
        PersonProfile known = knownPerson(draft);
        if (known == null) {
            return draft.member();
        }
        String number = known.person().identifiers().get(0).value();
        if (!draft.mayBe(known.person())) {
            rejects.add(draft, "person.differs", rejects.personColumn, number);
            return null;
        }
        if (!known.person().isAlive()) {
            rejects.add(
                    draft,
                    "person.dead",
                    rejects.personColumn,
                    number,
                    String.valueOf(known.person().death()));
            return null;
        }
        return draft.memberAs(known.person().id());
    }

    /** The person the registry knows by a number of this one's source. */
    private @Nullable PersonProfile knownPerson(PersonDraft draft) {
        for (Identifier number : sourceNumbers(draft)) {
            for (PersonId id : knownPeople.getOrDefault(number, List.of())) {
                Optional<PersonProfile> profile = registry.person(id);
                if (profile.isPresent()) {
                    return profile.get();
                }
            }
        }
        return null;
    }

    /** Whether this household had this person once: the file is older than what the registry has learned since. */
    private boolean wasMember(Household home, PersonProfile known) {
        Subject household = Subject.of(home.id());
        return registry.history(Subject.of(known.person().id())).stream()
                .anyMatch(recorded -> recorded.event().subjects().contains(household));
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
        Set<Identifier> numbers = new HashSet<>(sourceNumbers(draft));
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
        PersonProfile gone = knownPerson(draft);
        if (gone != null && draft.mayBe(gone.person()) && wasMember(known, gone)) {
            personsUnchanged++;
            return;
        }
        if (known.end() != null) {
            rejects.add(draft, "person.household-ended", rejects.linkColumn, draft.household());
            return;
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
            send();
        }
    }

    private void send() {
        List<Act> acts = batch;
        batch = new ArrayList<>();
        if (threads == null) {
            events += registry.recordAll(acts).size();
            return;
        }
        while (under.size() >= MOST_BATCHES) {
            await(under.remove());
        }
        under.add(threads.submit(() -> record(acts)));
    }

    /** A child of two homes may be in two batches at a time: the one who was too late folds again. */
    private int record(List<Act> acts) {
        for (int tries = 1; ; tries++) {
            try {
                return registry.recordAll(acts).size();
            } catch (VersionConflictException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void await(Future<Integer> future) {
        boolean interrupted = false;
        while (true) {
            try {
                events += future.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records what is left, and waits until everything is. */
    void flush() {
        if (!batch.isEmpty()) {
            send();
        }
        while (!under.isEmpty()) {
            await(under.remove());
        }
    }

    @Override
    public void close() {
        if (threads == null) {
            return;
        }
        // What is under way is finished even if something else failed: nobody writes to a registry that its owner has
        // closed.
        threads.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private EventContext context(CsvFile.Row row, String file, LocalDate effective) {
        return new EventContext(effective, actor, "enrolment", file + ":" + row.line());
    }
}
