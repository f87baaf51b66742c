package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.population.Country;
import org.trano.registry.population.Population;
import org.trano.registry.population.PopulationFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes invented households to try things out on. */
@Command(
        name = "generate",
        description = "Make invented households of a country: households.csv and persons.csv, with truth columns.",
        footer = {"", "The same country, number and seed give the same files."})
final class GenerateCommand extends TerminalCommand {
    @Option(names = "--country", paramLabel = "COUNTRY", required = true, description = "TG, DJ, KM or MG.")
    private String country = "";

    @Option(names = "--persons", paramLabel = "N", description = "How many persons, about (default ${DEFAULT-VALUE}).")
    private long persons = 10_000;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What makes it different from others (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go.")
    private Path out = Path.of("");

    @Override
    int run(Terminal terminal) {
        Country chosen = Country.parse(country).orElseThrow(() -> wrong(noCountry(country)));
        if (persons < 1) {
            throw wrong("--persons must be 1 or more.");
        }
        try {
            Population population =
                    Population.builder(chosen).persons(persons).seed(seed).build();
            long written = PopulationFiles.write(population, out, done -> terminal.report("generate", done, persons));
            terminal.line(terminal.word("generate.done", terminal.number(written), out));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("persons", written);
            json.put("out", out.toString());
            json.put("seconds", Math.round(terminal.seconds() * 1000) / 1000.0);
            terminal.result(json);
            return RegistryCommand.OK;
        } catch (IOException e) {
            throw OutputFile.failure(out, e);
        }
    }

    static String noCountry(String name) {
        return "There is no country '" + name + "' here. Maybe TG, DJ, KM or MG?";
    }
}
