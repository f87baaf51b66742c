package org.trano.registry.cli;

import org.jspecify.annotations.Nullable;
import org.trano.registry.population.Country;
import picocli.CommandLine.Option;

/** Which people to invent. */
final class PopulationOptions {
    @Option(names = "--country", paramLabel = "COUNTRY", description = "TG, DJ, KM or MG.")
    private @Nullable String country;

    @Option(names = "--persons", paramLabel = "N", description = "How many persons, about (default ${DEFAULT-VALUE}).")
    private long persons = 20_000;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What makes it different from others (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    /** What is wrong with these options, or null. */
    @Nullable
    String fault() {
        if (country != null && Country.parse(country).isEmpty()) {
            return "There is no country '" + country + "' here. Maybe TG, DJ, KM or MG?";
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

    long seed() {
        return seed;
    }
}
