package org.trano.registry.core.exchange;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Act;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.MemberJoined;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;

/**
 * Brings households and persons from CSV files into a registry. Every row is checked; rows with a problem go to a rejects
 * file, the good ones around them are recorded, each household as one event, in transactions of {@value #BATCH}.
 *
 * <p>An import that was interrupted, or whose rejected rows have been corrected, is simply run again: what the registry knows
 * already, word for word, is passed over; a member whose household is known joins it; what contradicts the registry is
 * rejected, never overwritten.
 *
 * <p>Memory grows with the files: about one kilobyte a person. Not thread-safe; one run per object.
 */
public final class HouseholdImport {
    private static final int BATCH = 500;

    private final Path households;
    private final Path persons;
    private final @Nullable ImportMapping given;
    private final @Nullable Path rejects;
    private final Locale locale;
    private final String actor;
    private final Clock clock;
    private final Progress progress;

    private final Map<String, HouseholdDraft> drafts = new LinkedHashMap<>();
    /** Lines of household rows that were rejected, by number. */
    private final Map<String, Long> rejectedHouseholds = new HashMap<>();

    /** Persons whose household is not in the file: perhaps the registry knows it. */
    private final Map<String, List<PersonDraft>> strays = new LinkedHashMap<>();

    private final Map<String, PersonDraft> personsByNumber = new HashMap<>();
    private final Set<String> incomplete = new HashSet<>();
    private String source = Identifier.SOURCE;
    private String idColumn = "";
    private String linkColumn = "";
    private String personColumn = "";
    private RejectsFile householdRejects = new RejectsFile(List.of());
    private RejectsFile personRejects = new RejectsFile(List.of());
    private long householdRows;
    private long personRows;

    private HouseholdImport(Builder builder) {
        this.persons = builder.persons;
        this.households = builder.households == null ? builder.persons : builder.households;
        this.given = builder.mapping;
        this.rejects = builder.rejects;
        this.locale = builder.locale;
        this.actor = builder.actor;
        this.clock = builder.clock;
        this.progress = builder.progress;
    }

    /**
     * An import of a person file.
     *
     * @param persons the person file
     * @return a builder
     */
    public static Builder builder(Path persons) {
        return new Builder(persons);
    }

    /** A household row on its way. */
    private static final class HouseholdDraft {
        final CsvFile.Row row;
        final String number;
        final @Nullable String area;
        final Interview interview;
        final List<PersonDraft> members = new ArrayList<>();

        HouseholdDraft(CsvFile.Row row, String number, @Nullable String area, Interview interview) {
            this.row = row;
            this.number = number;
            this.area = area;
            this.interview = interview;
        }
    }

    /** A person row on its way. */
    private record PersonDraft(CsvFile.Row row, String household, Member member) {}

    /**
     * Reads and checks the files; nothing is recorded yet.
     *
     * @return this import
     * @throws DataException if a file or the mapping cannot be used at all
     */
    public HouseholdImport read() {
        boolean oneFile = persons.equals(households);
        ImportMapping mapping = given != null ? given : guess(oneFile);
        source = mapping.source();
        idColumn = mapping.household().id().column();
        linkColumn = mapping.person().household().column();
        ColumnMapping number = mapping.person().id();
        personColumn = number == null ? "" : number.column();
        LocalDate today = LocalDate.now(clock);
        Set<String> missing = new HashSet<>(mapping.missing());
        DateOrder order = mapping.dateOrder() != null ? mapping.dateOrder() : dateOrder(mapping);
        LocalDate interviewed = mapping.interviewDate() != null ? mapping.interviewDate() : today;
        if (!oneFile) {
            readHouseholds(mapping, missing, order, today, interviewed);
        }
        readPersons(mapping, missing, order, today, interviewed, oneFile);
        return this;
    }

    /**
     * Records what was read, and writes the rejects.
     *
     * @param registry where to record
     * @return what was done
     * @throws org.trano.registry.core.store.StoreException if the store cannot write; what was recorded until then stays
     */
    public ImportResult record(Registry registry) {
        long total = drafts.size() + (long) strays.size();
        long done = 0;
        Recording recording = new Recording(registry);
        for (HouseholdDraft draft : drafts.values()) {
            Household known = recording.known(draft.number);
            if (known == null) {
                recording.register(draft);
            } else {
                recording.compare(known, draft);
            }
            progress.report("record", ++done, total);
        }
        for (Map.Entry<String, List<PersonDraft>> entry : strays.entrySet()) {
            Household known = recording.known(entry.getKey());
            for (PersonDraft draft : entry.getValue()) {
                if (known == null) {
                    reject(draft, "person.unknown-household", linkColumn, entry.getKey());
                } else {
                    recording.join(known, draft);
                }
            }
            progress.report("record", ++done, total);
        }
        recording.flush();
        return result(recording);
    }

    private ImportMapping guess(boolean oneFile) {
        try (CsvFile personCsv = CsvFile.open(persons);
                CsvFile householdCsv = oneFile ? personCsv : CsvFile.open(households)) {
            return ImportMapping.guess(householdCsv.header(), personCsv.header(), CsvFile.name(persons));
        }
    }

    private DateOrder dateOrder(ImportMapping mapping) {
        ColumnMapping birth = mapping.person().birthDate();
        return birth == null ? DateOrder.DAY_FIRST : DateOrder.of(ValueReader.sample(persons, birth.column()));
    }

    private void readHouseholds(
            ImportMapping mapping, Set<String> missing, DateOrder order, LocalDate today, LocalDate interviewed) {
        String file = CsvFile.name(households);
        try (CsvFile csv = CsvFile.open(households)) {
            householdRejects = new RejectsFile(csv.header());
            ValueReader reader = new ValueReader(file, csv, missing, order, today);
            requireColumns(csv, mapping.household());
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                householdRows++;
                String number = null;
                try {
                    if (row.problem() != null) {
                        throw new RowProblem(row.problem());
                    }
                    number = reader.text(row, mapping.household().id());
                    if (number == null) {
                        throw reader.problem(
                                "household.no-id", row, mapping.household().id(), "");
                    }
                    HouseholdDraft first = drafts.get(number);
                    if (first != null) {
                        HouseholdDraft before = first;
                        number = null;
                        throw reader.problem(
                                "household.duplicate",
                                row,
                                mapping.household().id(),
                                before.number,
                                Long.toString(before.row.line()));
                    }
                    drafts.put(number, household(reader, row, number, mapping.household(), interviewed));
                } catch (RowProblem e) {
                    householdRejects.add(row.values(), e.problem());
                    if (number != null) {
                        rejectedHouseholds.putIfAbsent(number, row.line());
                    }
                }
                progress.report("households", householdRows, -1);
            }
        }
        requireRows(householdRows, file);
    }

    private static HouseholdDraft household(
            ValueReader reader,
            CsvFile.Row row,
            String number,
            ImportMapping.HouseholdColumns columns,
            LocalDate interviewed)
            throws RowProblem {
        LocalDate day = reader.day(row, columns.interviewDate());
        return new HouseholdDraft(
                row,
                number,
                reader.text(row, columns.area()),
                new Interview(day == null ? interviewed : day, reader.answers(row, columns.answers())));
    }

    private void readPersons(
            ImportMapping mapping,
            Set<String> missing,
            DateOrder order,
            LocalDate today,
            LocalDate interviewed,
            boolean oneFile) {
        String file = CsvFile.name(persons);
        try (CsvFile csv = CsvFile.open(persons)) {
            personRejects = new RejectsFile(csv.header());
            ValueReader reader = new ValueReader(file, csv, missing, order, today);
            requireColumns(csv, mapping.person());
            if (oneFile) {
                requireColumns(csv, mapping.household());
            }
            CsvFile.Row row;
            while ((row = csv.next()) != null) {
                personRows++;
                String number = null;
                try {
                    if (row.problem() != null) {
                        throw new RowProblem(row.problem());
                    }
                    number = reader.text(row, mapping.person().household());
                    person(reader, row, number, mapping, interviewed, oneFile);
                } catch (RowProblem e) {
                    personRejects.add(row.values(), e.problem());
                    if (number != null) {
                        incomplete.add(number);
                    }
                }
                progress.report("persons", personRows, -1);
            }
        }
        requireRows(personRows, file);
    }

    private void person(
            ValueReader reader,
            CsvFile.Row row,
            @Nullable String number,
            ImportMapping mapping,
            LocalDate interviewed,
            boolean oneFile)
            throws RowProblem {
        ImportMapping.PersonColumns columns = mapping.person();
        if (number == null) {
            throw reader.problem("person.no-household", row, columns.household(), "");
        }
        HouseholdDraft home = drafts.get(number);
        LocalDate day = home == null ? interviewed : home.interview.date();
        HouseholdDraft fresh = null;
        if (home == null && oneFile) {
            fresh = household(reader, row, number, mapping.household(), interviewed);
            day = fresh.interview.date();
        }
        PersonDraft draft = new PersonDraft(row, number, member(reader, row, columns, mapping.source(), day));
        String id = reader.text(row, columns.id());
        if (id != null) {
            PersonDraft first = personsByNumber.putIfAbsent(id, draft);
            if (first != null) {
                // The same child may live in two households; the same number twice in one household is an error.
                if (first.household.equals(number) || !sameIdentity(first.member.person(), draft.member.person())) {
                    throw reader.problem("person.duplicate", row, columns.id(), id, Long.toString(first.row.line()));
                }
                draft = new PersonDraft(
                        row, number, withId(draft.member, first.member.person().id()));
            }
        }
        if (fresh != null) {
            home = fresh;
            drafts.put(number, fresh);
        }
        if (home != null) {
            home.members.add(draft);
            return;
        }
        Long rejectedAt = rejectedHouseholds.get(number);
        if (rejectedAt != null) {
            throw reader.problem("person.household-rejected", row, columns.household(), number, rejectedAt.toString());
        }
        strays.computeIfAbsent(number, n -> new ArrayList<>()).add(draft);
    }

    private static Member member(
            ValueReader reader, CsvFile.Row row, ImportMapping.PersonColumns columns, String source, LocalDate day)
            throws RowProblem {
        String given = reader.text(row, columns.givenNames());
        String surname = reader.text(row, columns.surname());
        String full = reader.text(row, columns.fullName());
        UncertainDate birth = reader.birth(row, columns.birthDate());
        if (birth.isUnknown()) {
            birth = reader.birthByAge(row, columns.age(), day);
        }
        List<Identifier> identifiers = new ArrayList<>();
        String id = reader.text(row, columns.id());
        if (id != null) {
            identifiers.add(new Identifier(Identifier.sourceType(source), id));
        }
        for (Map.Entry<String, ColumnMapping> entry : columns.identifiers().entrySet()) {
            String value = reader.text(row, entry.getValue());
            if (value != null) {
                identifiers.add(new Identifier(entry.getKey(), value));
            }
        }
        String phone = reader.text(row, columns.phone());
        Person person = new Person(
                PersonId.create(),
                given == null && surname == null && full == null ? null : new PersonName(given, surname, full),
                reader.sex(row, columns.sex()),
                birth,
                phone == null ? List.of() : List.of(phone),
                identifiers);
        RelationshipToHead relationship = reader.relationship(row, columns.relationship());
        Map<String, Answer> answers = reader.answers(row, columns.answers());
        return new Member(person, relationship, answers);
    }

    private static boolean sameIdentity(Person a, Person b) {
        return Objects.equals(a.name(), b.name())
                && (a.sex() == b.sex() || a.sex() == Sex.NOT_KNOWN || b.sex() == Sex.NOT_KNOWN)
                && a.birth().equals(b.birth());
    }

    private static Member withId(Member member, PersonId id) {
        Person p = member.person();
        return new Member(
                new Person(id, p.name(), p.sex(), p.birth(), p.phones(), p.identifiers()),
                member.relationship(),
                member.answers());
    }

    /** The second half of an import: what the registry makes of the drafts. */
    private final class Recording {
        private final Registry registry;
        private final List<Act> batch = new ArrayList<>();
        private long householdsRecorded;
        private long householdsUnchanged;
        private long personsRecorded;
        private long personsUnchanged;
        private long events;

        Recording(Registry registry) {
            this.registry = registry;
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
                reject(draft, "household.no-person");
                return;
            }
            Household household = new Household(
                    HouseholdId.create(),
                    List.of(new Identifier(Identifier.sourceType(source), draft.number)),
                    draft.area,
                    draft.interview,
                    members);
            add(new Act(new HouseholdRegistered(household), context(draft.row, households, draft.interview.date())));
            householdsRecorded++;
            personsRecorded += members.size();
        }

        /**
         * The member under the id by which the registry knows this person from another household of the same source: the child
         * of two homes is one person, also if the homes come in two imports. Null where the number is somebody else's.
         */
        private @Nullable Member identified(PersonDraft draft) {
            for (Identifier number : draft.member.person().identifiers()) {
                if (!number.isSource()) {
                    continue;
                }
                for (HouseholdId id : registry.findByMember(number)) {
                    for (Member other :
                            registry.household(id).map(Household::members).orElse(List.of())) {
                        if (other.person().identifiers().contains(number)) {
                            if (sameIdentity(other.person(), draft.member.person())) {
                                return withId(draft.member, other.person().id());
                            }
                            reject(draft, "person.differs", personColumn, number.value());
                            return null;
                        }
                    }
                }
            }
            return draft.member;
        }

        /** A household row the registry knows: the same word for word, or a contradiction. Its persons are looked at one by one. */
        void compare(Household known, HouseholdDraft draft) {
            if (Objects.equals(known.area(), draft.area)
                    && known.interview().answers().equals(draft.interview.answers())) {
                householdsUnchanged++;
                draft.members.forEach(person -> join(known, person));
                return;
            }
            reject(draft, "household.differs");
            for (PersonDraft person : draft.members) {
                reject(person, "person.household-rejected", linkColumn, draft.number, Long.toString(draft.row.line()));
            }
        }

        /** A person of a household the registry knows: known word for word, new, or a contradiction. */
        void join(Household known, PersonDraft draft) {
            Set<Identifier> numbers = new HashSet<>(draft.member.person().identifiers());
            numbers.removeIf(number -> !number.isSource());
            for (Member member : known.members()) {
                if (member.equals(withId(draft.member, member.person().id()))) {
                    personsUnchanged++;
                    return;
                }
                if (member.person().identifiers().stream().anyMatch(numbers::contains)) {
                    reject(
                            draft,
                            "person.differs",
                            personColumn,
                            draft.member.person().identifiers().get(0).value());
                    return;
                }
            }
            Member member = identified(draft);
            if (member != null) {
                add(new Act(
                        new MemberJoined(known.id(), member),
                        context(draft.row, persons, known.interview().date())));
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
    }

    private void reject(HouseholdDraft draft, String code) {
        householdRejects.add(
                draft.row.values(),
                Problem.ofValue(code, CsvFile.name(households), draft.row.line(), idColumn, draft.number));
    }

    private void reject(PersonDraft draft, String code, String column, String value, String... details) {
        personRejects.add(
                draft.row.values(),
                Problem.ofValue(code, CsvFile.name(persons), draft.row.line(), column, value, details));
        incomplete.add(draft.household);
    }

    private EventContext context(CsvFile.Row row, Path file, LocalDate effective) {
        return new EventContext(effective, actor, "enrolment", CsvFile.name(file) + ":" + row.line());
    }

    private static void requireRows(long rows, String file) {
        if (rows == 0) {
            throw new DataException(Problem.ofFile("file.header-only", file));
        }
    }

    /** Fails before the first row if the mapping names a column the file does not have. */
    private static void requireColumns(
            CsvFile csv, List<@Nullable ColumnMapping> named, Map<String, ColumnMapping> answers) {
        for (ColumnMapping mapping : named) {
            if (mapping != null) {
                csv.column(mapping.column());
            }
        }
        answers.values().forEach(mapping -> csv.column(mapping.column()));
    }

    private static void requireColumns(CsvFile csv, ImportMapping.HouseholdColumns c) {
        requireColumns(csv, Arrays.asList(c.id(), c.area(), c.interviewDate()), c.answers());
    }

    private static void requireColumns(CsvFile csv, ImportMapping.PersonColumns c) {
        requireColumns(
                csv,
                Arrays.asList(
                        c.household(),
                        c.id(),
                        c.givenNames(),
                        c.surname(),
                        c.fullName(),
                        c.sex(),
                        c.birthDate(),
                        c.age(),
                        c.relationship(),
                        c.phone()),
                c.answers());
        requireColumns(csv, List.of(), c.identifiers());
    }

    private ImportResult result(Recording recording) {
        Path personFile = null;
        Path householdFile = null;
        if (rejects != null) {
            if (personRejects.count() > 0) {
                personFile = rejects;
                personRejects.write(personFile, locale);
            }
            if (householdRejects.count() > 0) {
                householdFile = beside(rejects);
                householdRejects.write(householdFile, locale);
            }
        }
        List<Problem> problems = new ArrayList<>(householdRejects.problems());
        problems.addAll(personRejects.problems());
        TreeMap<String, Long> counts = new TreeMap<>();
        problems.forEach(problem -> counts.merge(problem.code(), 1L, Long::sum));
        incomplete.removeIf(number ->
                !drafts.containsKey(number) || drafts.get(number).members.isEmpty());
        boolean oneFile = persons.equals(households);
        return new ImportResult(
                new ImportResult.Counts(
                        oneFile ? drafts.size() : householdRows,
                        recording.householdsRecorded,
                        recording.householdsUnchanged,
                        householdRejects.count()),
                new ImportResult.Counts(
                        personRows, recording.personsRecorded, recording.personsUnchanged, personRejects.count()),
                incomplete.size(),
                recording.events,
                counts,
                problems.subList(0, Math.min(problems.size(), ImportResult.MOST_EXAMPLES)),
                personFile,
                householdFile);
    }

    /** Where rejected household rows go when rejected person rows go to this file: {@code R.csv} gives {@code R-households.csv}. */
    private static Path beside(Path rejects) {
        String name = CsvFile.name(rejects);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return rejects.resolveSibling(stem + "-households" + (dot > 0 ? name.substring(dot) : ""));
    }

    /** What to import, and how. Not thread-safe. */
    public static final class Builder {
        private final Path persons;
        private @Nullable Path households;
        private @Nullable ImportMapping mapping;
        private @Nullable Path rejects;
        private Locale locale = Locale.ENGLISH;
        private String actor = "import";
        private Clock clock = Clock.system(ZoneId.systemDefault());
        private Progress progress = Progress.SILENT;

        private Builder(Path persons) {
            this.persons = persons;
        }

        /**
         * A file with one row per household; without it, the person file tells about households too.
         *
         * @param file the household file
         * @return this builder
         */
        public Builder households(Path file) {
            this.households = file;
            return this;
        }

        /**
         * Which column means what; without it, a guess from the headers.
         *
         * @param columns the mapping
         * @return this builder
         */
        public Builder mapping(ImportMapping columns) {
            this.mapping = columns;
            return this;
        }

        /**
         * Where rejected person rows go; rejected household rows go to a file beside it whose name ends in
         * {@code -households}. Without it they are only counted. A file without rows is not written.
         *
         * @param file the rejects file
         * @param language of the messages in it
         * @return this builder
         */
        public Builder rejects(Path file, Locale language) {
            this.rejects = file;
            this.locale = language;
            return this;
        }

        /**
         * Who answers for the import.
         *
         * @param name a person or system
         * @return this builder
         */
        public Builder actor(String name) {
            this.actor = name;
            return this;
        }

        /**
         * Where "today" comes from.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * Who is told about the steps {@code households}, {@code persons} and {@code record}.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder progress(Progress listener) {
            this.progress = listener;
            return this;
        }

        /**
         * The import, ready to run.
         *
         * @return the import
         */
        public HouseholdImport build() {
            return new HouseholdImport(this);
        }
    }
}
