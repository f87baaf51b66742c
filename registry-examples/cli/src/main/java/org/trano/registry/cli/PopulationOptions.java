package org.trano.registry.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.population.Country;
import org.trano.registry.population.Population;
import org.trano.registry.population.Troubles;
import picocli.CommandLine.Option;

/** Which people to invent. */
final class PopulationOptions {
    private static final int MOST_NOISE = 5;

    @Option(names = "--country", paramLabel = "COUNTRY", description = "TG, DJ, KM or MG.")
    private @Nullable String country;

    @Option(names = "--persons", paramLabel = "N", description = "How many persons, about (default ${DEFAULT-VALUE}).")
    private long persons = 20_000;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What makes it different from others (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--noise",
            paramLabel = "X",
            description =
                    "How often things go wrong: 1 as in an ordinary register (default), 0.5, 2, … times the chances.")
    private double noise = 1;

    /** What is wrong with these options, or null. */
    @Nullable
    String fault() {
        if (country != null && Country.parse(country).isEmpty()) {
            return "There is no country '" + country + "' here. Maybe TG, DJ, KM or MG?";
        }
        if (!(noise >= 0 && noise <= MOST_NOISE)) {
            return "--noise must be between 0 (nothing goes wrong) and " + MOST_NOISE + ".";
        }
        return persons < 1 ? "--persons must be 1 or more." : null;
    }

    boolean namesCountry() {
        return country != null;
    }

    /** The country, or another one where none was named. */
    Country country(Country otherwise) {
        return country == null ? otherwise : Country.parse(country).orElse(otherwise);
    }

    long persons() {
        return persons;
    }

    /** The same as arguments of {@code generate}, for people of the country or of another one where none was named. */
    List<String> arguments(Country otherwise) {
        return List.of(
                "--country",
                country(otherwise).code(),
                "--persons",
                Long.toString(persons),
                "--seed",
                Long.toString(seed),
                "--noise",
                noise == (int) noise ? Integer.toString((int) noise) : Double.toString(noise));
    }

    /** These people, of the country or of another one where none was named. */
    Population population(Country otherwise) {
        return Population.builder(country(otherwise))
                .persons(persons)
                .seed(seed)
                .troubles(Troubles.standard().times(noise))
                .build();
    }
}
