package org.trano.registry.core.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Registry;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * Brings households and persons from CSV files into a registry. Every row is checked; rows with a problem go to a rejects
 * file, the good ones around them are recorded, each household as one event, in transactions of 500.
 *
 * <p>An import that was interrupted, or whose rejected rows have been corrected, is simply run again: what the registry knows
 * already, word for word, is passed over; a member whose household is known joins it; what contradicts the registry is
 * rejected, never overwritten.
 *
 * <p>Memory does not grow with the files: large ones are sorted by household into temporary files first, which hold personal data,
 * are readable by their owner only, and are deleted when the import ends. Rejected rows stay in memory, about half a kilobyte
 * each. A number that two persons bear is found within 16 MiB of rows, else when the second of them is recorded. Not
 * thread-safe; one run per object.
 */
public final class HouseholdImport {
    /** Up to this size together, files are held in memory; larger ones are sorted into parts of this size. */
    private static final int LARGE_MIB = 16;

    private static final int MOST_PARTS = 500;

    private final Path households;
    private final Path persons;
    private final @Nullable ImportMapping given;
    private final @Nullable Path rejects;
    private final Locale locale;
    private final String actor;
    private final Clock clock;
    private final Progress progress;
    private final long partBytes;

    private String source = Identifier.SOURCE;
    private @Nullable ImportRejects rejected;
    /** Everything, where it fits into memory; else null, and the rows are in the spools. */
    private @Nullable ImportPart whole;

    private @Nullable Supplier<ImportPart> parts;
    private @Nullable RowSpool householdSpool;
    private @Nullable RowSpool personSpool;
    private int partCount = 1;
    private long householdRows;
    private long personRows;
    private long drafted;
    private long recorded;
    private long incomplete;

    private HouseholdImport(Builder builder) {
        this.persons = builder.persons;
        this.households = builder.households == null ? builder.persons : builder.households;
        this.given = builder.mapping;
        this.rejects = builder.rejects;
        this.locale = builder.locale;
        this.actor = builder.actor;
        this.clock = builder.clock;
        this.progress = builder.progress;
        this.partBytes = builder.partBytes;
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
     * Reads the files; nothing is recorded yet. Files of more than {@value #LARGE_MIB} MiB together are sorted into temporary files
     * by household; the rows in them are checked when they are recorded, smaller ones now.
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
        long bytes = size(persons) + (oneFile ? 0 : size(households));
        partCount = (int) Math.min(MOST_PARTS, bytes / partBytes + 1);
        try (CsvFile homes = oneFile ? null : CsvFile.open(households);
                CsvFile people = CsvFile.open(persons)) {
            ValueReader homeReader =
                    homes == null ? null : new ValueReader(CsvFile.name(households), homes, missing, order, today);
            ValueReader personReader = new ValueReader(CsvFile.name(persons), people, missing, order, today);
            parts = () -> new ImportPart(mapping, homeReader, personReader, interviewed, found);
            ImportPart part = parts.get();
            found.persons = new RejectsFile(people.header());
            requireColumns(people, mapping.person());
            if (homes == null) {
                requireColumns(people, mapping.household());
            } else {
                found.households = new RejectsFile(homes.header());
                requireColumns(homes, mapping.household());
                householdSpool = partCount == 1 ? null : new RowSpool(partCount);
                householdRows = readRows(
                        homes,
                        "households",
                        part::household,
                        householdSpool,
                        row -> Objects.requireNonNull(homeReader)
                                .text(row, mapping.household().id()));
                requireRows(householdRows, CsvFile.name(households));
            }
            personSpool = partCount == 1 ? null : new RowSpool(partCount);
            personRows = readRows(
                    people,
                    "persons",
                    part::person,
                    personSpool,
                    row -> personReader.text(row, mapping.person().household()));
            requireRows(personRows, CsvFile.name(persons));
            whole = partCount == 1 ? part : null;
        } catch (RuntimeException e) {
            closeSpools();
            throw e;
        }
        rejected = found;
        return this;
    }

    /** Reads a file to its end; rows go to the spool, where there is one and they can be read, else straight on. */
    private long readRows(
            CsvFile csv,
            String step,
            Consumer<CsvFile.Row> straight,
            @Nullable RowSpool spool,
            Function<CsvFile.Row, @Nullable String> number) {
        long rows = 0;
        CsvFile.Row row;
        while ((row = csv.next()) != null) {
            rows++;
            String household = spool == null || row.problem() != null ? null : number.apply(row);
            if (spool == null || household == null) {
                straight.accept(row);
            } else {
                spool.add(part(household), row);
            }
            progress.report(step, rows, -1);
        }
        return rows;
    }

    /** The part of a household. Numbers that were given out in a row have hashes that are multiples of 31 apart: they are mixed first. */
    private int part(String household) {
        return (int) ((household.hashCode() * 0x9E3779B9 & 0xFFFF_FFFFL) * partCount >>> Integer.SIZE);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Opening it will say what is wrong.
            return 0;
        }
    }

    private void closeSpools() {
        if (householdSpool != null) {
            householdSpool.close();
        }
        if (personSpool != null) {
            personSpool.close();
        }
    }

    /**
     * Records what was read, and writes the rejects. Households are recorded by two threads, in no particular order.
     *
     * @param registry where to record
     * @return what was done
     * @throws IllegalStateException if nothing has been read yet
     * @throws org.trano.registry.core.store.StoreException if the store cannot write; what was recorded until then stays
     */
    public ImportResult record(Registry registry) {
        ImportRejects found = rejected;
        if (found == null) {
            throw new IllegalStateException("Nothing has been read yet. Maybe call read() first?");
        }
        try (ImportRecording recording = new ImportRecording(registry, source, actor, found)) {
            if (whole != null) {
                record(whole, recording, found);
            } else {
                for (int i = 0; i < partCount; i++) {
                    ImportPart part = Objects.requireNonNull(parts).get();
                    if (householdSpool != null) {
                        householdSpool.take(i, part::household);
                    }
                    Objects.requireNonNull(personSpool).take(i, part::person);
                    record(part, recording, found);
                }
            }
            return result(recording, found);
        } finally {
            closeSpools();
        }
    }

    private void record(ImportPart part, ImportRecording recording, ImportRejects found) {
        long total = Math.max(personRows, 1);
        recording.lookUp(part);
        for (HouseholdDraft draft : part.drafts.values()) {
            Household known = recording.known(draft.number);
            if (known == null) {
                recording.register(draft);
            } else {
                recording.compare(known, draft);
            }
            recorded += draft.members.size();
            progress.report("record", recorded, total);
        }
        for (Map.Entry<String, List<PersonDraft>> entry : part.strays.entrySet()) {
            Household known = recording.known(entry.getKey());
            for (PersonDraft draft : entry.getValue()) {
                if (known == null) {
                    found.add(draft, "person.unknown-household", found.linkColumn, entry.getKey());
                } else {
                    recording.join(known, draft);
                }
            }
            recorded += entry.getValue().size();
            progress.report("record", recorded, total);
        }
        recording.flush();
        drafted += part.drafts.size();
        for (String number : found.incomplete) {
            HouseholdDraft draft = part.drafts.get(number);
            incomplete += draft == null || draft.members.isEmpty() ? 0 : 1;
        }
        found.incomplete.clear();
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
        boolean oneFile = persons.equals(households);
        return new ImportResult(
                new ImportResult.Counts(
                        oneFile ? drafted : householdRows,
                        recording.householdsRecorded,
                        recording.householdsUnchanged,
                        found.households.count()),
                new ImportResult.Counts(
                        personRows, recording.personsRecorded, recording.personsUnchanged, found.persons.count()),
                incomplete,
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
        private long partBytes = (long) LARGE_MIB << 20;

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

        /** How many bytes are put together at a time, so that tests can make small files large. */
        Builder partBytes(long bytes) {
            this.partBytes = bytes;
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
