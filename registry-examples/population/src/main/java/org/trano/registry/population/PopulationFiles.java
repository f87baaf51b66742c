package org.trano.registry.population;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A population as the two files a ministry would send, {@code households.csv} and {@code persons.csv}, UTF-8 with commas. The
 * columns that begin with {@code truth_} say what no file would: they are for judging results only.
 */
public final class PopulationFiles {
    private PopulationFiles() {}

    /**
     * Writes both files; what stood there before is replaced.
     *
     * @param population the population
     * @param folder where to, made if there is none
     * @param progress told the number of persons written so far, from time to time
     * @return the number of persons written
     * @throws IOException if they cannot be written
     */
    public static long write(Population population, Path folder, LongConsumer progress) throws IOException {
        Files.createDirectories(folder);
        // Written under other names first: both files appear whole, or not at all.
        Path households = folder.resolve(".households.csv.draft");
        Path persons = folder.resolve(".persons.csv.draft");
        try {
            long written = write(population, households, persons, progress);
            Files.move(households, folder.resolve("households.csv"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(persons, folder.resolve("persons.csv"), StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(households);
            Files.deleteIfExists(persons);
        }
    }

    private static long write(Population population, Path households, Path persons, LongConsumer progress)
            throws IOException {
        long[] written = {0};
        try (CsvWriter homes = CsvWriter.builder().build(Files.newBufferedWriter(households));
                CsvWriter people = CsvWriter.builder().build(Files.newBufferedWriter(persons))) {
            people.writeRecord(
                    "person_id",
                    "household_id",
                    "given_name",
                    "family_name",
                    "sex",
                    "birth_date",
                    "relationship",
                    "phone",
                    "national_id",
                    "locality",
                    "truth_person");
            population.forEach(registration -> {
                if (written[0] == 0) {
                    homes.writeRecord(header(registration));
                }
                homes.writeRecord(row(registration));
                for (Registration.Entry entry : registration.people()) {
                    people.writeRecord(
                            entry.id(),
                            registration.id(),
                            entry.givenName(),
                            entry.familyName(),
                            entry.sex(),
                            entry.birthDate(),
                            entry.relationship(),
                            entry.phone(),
                            entry.nationalId(),
                            registration.locality(),
                            entry.truePerson());
                    written[0]++;
                }
                progress.accept(written[0]);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return written[0];
    }

    private static List<String> header(Registration registration) {
        List<String> header = new ArrayList<>(List.of("household_id", "region", "area", "locality", "interview_date"));
        header.addAll(registration.answers().keySet());
        header.addAll(List.of("truth_household", "truth_consumption"));
        return header;
    }

    private static List<String> row(Registration registration) {
        List<String> row = new ArrayList<>(List.of(
                registration.id(),
                registration.region(),
                registration.area(),
                registration.locality(),
                registration.interviewDate()));
        row.addAll(registration.answers().values());
        row.add(registration.trueHousehold());
        row.add(Long.toString(Math.round(registration.trueConsumption())));
        return row;
    }
}
