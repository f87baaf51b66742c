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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;

/**
 * Brings households and persons from CSV files into a registry. Every row is checked; rows with a problem go to a rejects
 * file, the good ones around them are recorded, each household as one event, in transactions of 500.
 *
 * <p>An import that was interrupted, or whose rejected rows have been corrected, is simply run again: what the registry knows
 * already, word for word, is passed over; a member whose household is known joins it; what contradicts the registry is
 * rejected, never overwritten.
 *
 * <p>Memory grows with the files: about one kilobyte a person. Not thread-safe; one run per object.
 */
public final class HouseholdImport {
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
    private String source = Identifier.SOURCE;
    private @Nullable ImportRejects rejected;
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
        ImportRejects found = new ImportRejects(CsvFile.name(households), CsvFile.name(persons), mapping);
        LocalDate today = LocalDate.now(clock);
        Set<String> missing = new HashSet<>(mapping.missing());
        DateOrder order = mapping.dateOrder() != null ? mapping.dateOrder() : dateOrder(mapping);
        LocalDate interviewed = mapping.interviewDate() != null ? mapping.interviewDate() : today;
        if (!oneFile) {
            readHouseholds(mapping, missing, order, today, interviewed, found);
        }
        readPersons(mapping, missing, order, today, interviewed, oneFile, found);
        rejected = found;
        return this;
    }

    /**
     * Records what was read, and writes the rejects.
     *
     * @param registry where to record
     * @return what was done
     * @throws IllegalStateException if nothing has been read yet
     * @throws org.trano.registry.core.store.StoreException if the store cannot write; what was recorded until then stays
     */
    public ImportResult record(Registry registry) {
        long total = drafts.size() + (long) strays.size();
        long done = 0;
        ImportRejects found = rejected;
        if (found == null) {
            throw new IllegalStateException("Nothing has been read yet. Maybe call read() first?");
        }
        ImportRecording recording = new ImportRecording(registry, source, actor, found);
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
                    found.add(draft, "person.unknown-household", found.linkColumn, entry.getKey());
                } else {
                    recording.join(known, draft);
                }
            }
            progress.report("record", ++done, total);
        }
        recording.flush();
        return result(recording, found);
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
            ImportMapping mapping,
            Set<String> missing,
            DateOrder order,
            LocalDate today,
            LocalDate interviewed,
            ImportRejects found) {
        String file = CsvFile.name(households);
        try (CsvFile csv = CsvFile.open(households)) {
            found.households = new RejectsFile(csv.header());
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
                    found.households.add(row.values(), e.problem());
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
            boolean oneFile,
            ImportRejects found) {
        String file = CsvFile.name(persons);
        try (CsvFile csv = CsvFile.open(persons)) {
            found.persons = new RejectsFile(csv.header());
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
                    found.persons.add(row.values(), e.problem());
                    if (number != null) {
                        found.incomplete.add(number);
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
                if (first.household().equals(number)
                        || !draft.mayBe(first.member().person())) {
                    throw reader.problem(
                            "person.duplicate",
                            row,
                            columns.id(),
                            id,
                            Long.toString(first.row().line()));
                }
                draft = new PersonDraft(
                        row, number, draft.memberAs(first.member().person().id()));
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

    private ImportResult result(ImportRecording recording, ImportRejects found) {
        Path personFile = null;
        Path householdFile = null;
        if (rejects != null) {
            if (found.persons.count() > 0) {
                personFile = rejects;
                found.persons.write(personFile, locale);
            }
            if (found.households.count() > 0) {
                householdFile = beside(rejects);
                found.households.write(householdFile, locale);
            }
        }
        List<Problem> problems = new ArrayList<>(found.households.problems());
        problems.addAll(found.persons.problems());
        TreeMap<String, Long> counts = new TreeMap<>();
        problems.forEach(problem -> counts.merge(problem.code(), 1L, Long::sum));
        found.incomplete.removeIf(number ->
                !drafts.containsKey(number) || drafts.get(number).members.isEmpty());
        boolean oneFile = persons.equals(households);
        return new ImportResult(
                new ImportResult.Counts(
                        oneFile ? drafts.size() : householdRows,
                        recording.householdsRecorded,
                        recording.householdsUnchanged,
                        found.households.count()),
                new ImportResult.Counts(
                        personRows, recording.personsRecorded, recording.personsUnchanged, found.persons.count()),
                found.incomplete.size(),
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
