package org.trano.registry.dedup.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.HouseholdMoved;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.event.PersonDescribed;
import org.trano.registry.core.event.PersonDied;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.event.SubjectKind;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.store.ChainHead;
import org.trano.registry.core.store.MemoryStore;
import org.trano.registry.core.survey.Interview;

/** An index that follows a registry, and its file. */
class RegistryIndexTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 10);
    private static final EventContext CONTEXT = new EventContext(DAY, "agent-7", "enrolment", "field visit");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Registry registry = Registry.open(new MemoryStore());

    @AfterEach
    void close() {
        registry.close();
    }

    private static Person person(String name, String birth) {
        return Person.builder(PersonId.create())
                .name(new PersonName(null, null, name))
                .sex(Sex.FEMALE)
                .birth(UncertainDate.parse(birth))
                .build();
    }

    private HouseholdId register(String area, Person... people) {
        Household.Builder household = Household.builder(HouseholdId.create(), new Interview(DAY, Map.of()))
                .area(area);
        for (Person person : people) {
            household.member(new Member(
                    person, person == people[0] ? RelationshipToHead.HEAD : RelationshipToHead.CHILD, Map.of()));
        }
        Household built = household.build();
        record(new HouseholdRegistered(built));
        return built.id();
    }

    private Recorded record(RegistryEvent event) {
        return registry.record(event, CONTEXT);
    }

    private RegistryIndex open() {
        return RegistryIndex.builder(registry)
                .file(folder.resolve("registry.index"))
                .open();
    }

    private List<PersonId> find(RegistryIndex index, String name, String place) throws InterruptedException {
        assertThat(index.await(registry.head().sequence(), Duration.ofSeconds(20)))
                .isTrue();
        return index.search(PersonQuery.builder().name(name).place(place).build()).hits().stream()
                .map(SearchHit::person)
                .toList();
    }

    @Test
    void whatIsRecordedIsFound() throws Exception {
        Person before = person("Afi Mensah", "1985");
        HouseholdId home = register("TG0301", before);
        try (RegistryIndex index = open()) {
            assertThat(index.isRebuilt()).isTrue();
            assertThat(find(index, "Afi Mensah", "TG0301")).containsExactly(before.id());

            Person after = person("Yawa Lawson", "1990");
            register("TG0302", after);
            assertThat(find(index, "Yawa Lawson", "TG0302").get(0)).isEqualTo(after.id());

            record(new HouseholdMoved(home, "TG0909", null));
            assertThat(index.await(registry.head().sequence(), Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(index.search(PersonQuery.builder().place("TG0909").build())
                            .hits())
                    .extracting(SearchHit::person)
                    .containsExactly(before.id());

            record(new PersonDescribed(before.toBuilder()
                    .name(new PersonName(null, null, "Afi Agbeko"))
                    .build()));
            assertThat(find(index, "Agbeko", "TG0909")).containsExactly(before.id());

            record(new PersonDied(before.id(), UncertainDate.parse("2026-01"), Set.of(home)));
            assertThat(find(index, "Agbeko", "TG0909")).containsExactly(before.id());
            assertThat(index.size()).isEqualTo(2);
        }
    }

    @Test
    void whatIsTakenBackIsNotFound() throws Exception {
        Person wrong = person("Afi Mensah", "1985");
        try (RegistryIndex index = open()) {
            register("TG0301", wrong);
            assertThat(find(index, "Afi Mensah", "TG0301")).containsExactly(wrong.id());
            List<Recorded> history =
                    registry.history(new Subject(SubjectKind.PERSON, wrong.id().value()));
            registry.record(
                    new Retracted("never existed"),
                    CONTEXT.superseding(history.get(0).id()));
            assertThat(find(index, "Afi Mensah", "TG0301")).isEmpty();
        }
    }

    @Test
    void theFileIsReadAgainAndBroughtUpToDate() throws Exception {
        Person first = person("Afi Mensah", "1985");
        register("TG0301", first);
        open().close();
        Person second = person("Yawa Lawson", "1990");
        register("TG0302", second);
        try (RegistryIndex index = open()) {
            assertThat(index.isRebuilt()).isFalse();
            assertThat(index.damage()).isNull();
            assertThat(find(index, "Afi Mensah", "TG0301").get(0)).isEqualTo(first.id());
            assertThat(find(index, "Yawa Lawson", "TG0302").get(0)).isEqualTo(second.id());
            index.save();
        }
        try (RegistryIndex index = open()) {
            assertThat(index.isRebuilt()).isFalse();
            assertThat(index.size()).isEqualTo(2);
        }
    }

    @Test
    void theFileOfAnotherRegistryIsNotUsed() throws Exception {
        register("TG0301", person("Afi Mensah", "1985"));
        open().close();
        try (Registry other = Registry.open(new MemoryStore());
                RegistryIndex index = RegistryIndex.builder(other)
                        .file(folder.resolve("registry.index"))
                        .open()) {
            assertThat(index.damage()).contains("another registry");
            assertThat(index.isRebuilt()).isTrue();
            assertThat(index.size()).isZero();
        }
    }

    @Test
    void aDamagedFileIsSaidToBeSoAndTheIndexIsBuiltAnew() throws Exception {
        Person person = person("Afi Mensah", "1985");
        register("TG0301", person);
        open().close();
        Path file = folder.resolve("registry.index");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        try (RegistryIndex index = open()) {
            assertThat(index.damage()).isEqualTo("it is damaged");
            assertThat(find(index, "Afi Mensah", "TG0301")).containsExactly(person.id());
        }
        try (RegistryIndex index = open()) {
            assertThat(index.isRebuilt()).isFalse();
        }
    }

    /** An index of some people as it is kept. */
    private static Kept kept(int seed, int size) {
        IdentityIndexTest.People people = new IdentityIndexTest.People(new Random(seed));
        IdentityIndex index = IdentityIndex.builder().build();
        for (int i = 0; i < size; i++) {
            index.put(people.entry(i));
        }
        return index.keep();
    }

    private static ChainHead head() {
        return Registry.open(new MemoryStore()).head();
    }

    @Property(tries = 100)
    void aFileWithAnyBitTippedOrCutOffAnywhereIsRefused(
            @ForAll @IntRange(max = 10_000) int seed,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double place,
            @ForAll @IntRange(max = 8) int bit)
            throws IOException {
        Path file = Files.createTempFile("trano", ".index");
        try {
            IndexFile.write(file, head(), kept(seed, seed % 300));
            byte[] bytes = Files.readAllBytes(file);
            int at = (int) (place * bytes.length);
            if (bit < 8) {
                bytes[at] ^= (byte) (1 << bit);
                Files.write(file, bytes);
            } else {
                Files.write(file, Arrays.copyOf(bytes, at));
            }
            assertThatThrownBy(() -> IndexFile.read(file)).isInstanceOf(IOException.class);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 50)
    void whatIsReadIsWhatWasWritten(@ForAll @IntRange(max = 10_000) int seed) throws IOException {
        Path file = Files.createTempFile("trano", ".index");
        try {
            Kept kept = kept(seed, seed % 500);
            IndexFile.write(file, head(), kept);
            IndexFile.Content content = IndexFile.read(file);
            assertThat(content.head()).isEqualTo(head());
            assertThat(content.kept()).usingRecursiveComparison().isEqualTo(kept);
        } finally {
            Files.delete(file);
        }
    }

    /** The process that is killed: writes one index over the other and says so. */
    public static final class Saver {
        private Saver() {}

        /**
         * Writes until it is killed.
         *
         * @param args the file
         * @throws IOException if it cannot be written
         */
        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws IOException {
            Kept kept = kept(1, 20_000);
            while (true) {
                IndexFile.write(Path.of(args[0]), head(), kept);
                System.out.println("saved");
            }
        }
    }

    @Test
    void killedWhileItIsWrittenTheFileOfBeforeIsWhole() throws Exception {
        Path file = folder.resolve("killed.index");
        Random random = new Random();
        for (int kill = 0; kill < 3 * Integer.getInteger("trano.effort", 1); kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path")
                                    + File.pathSeparator
                                    + System.getProperty("jdk.module.path", ""),
                            Saver.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.inputReader().readLine()).isEqualTo("saved");
            Thread.sleep(random.nextInt(200));
            process.destroyForcibly().waitFor();
            assertThat(IndexFile.read(file).kept().birth()).hasSize(20_000);
        }
    }

    /** Everything on this process's class path and module path. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String patched = Path.of("target", "test-classes").toAbsolutePath().toString();
        return String.join(File.pathSeparator, patched, modules, System.getProperty("java.class.path"));
    }
}
