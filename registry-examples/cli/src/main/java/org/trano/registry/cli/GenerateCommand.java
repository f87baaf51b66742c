package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trano.registry.core.exchange.OutputFile;
import org.trano.registry.population.Country;
import org.trano.registry.population.PopulationFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes invented households to try things out on. */
@Command(
        name = "generate",
        description = "Make invented households of a country: households.csv and persons.csv, with truth columns.",
        footer = {"", "The same country, number, seed and noise give the same files."})
final class GenerateCommand extends TerminalCommand {
    @CommandLine.Mixin
    private PopulationOptions people = new PopulationOptions();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go.")
    private Path out = Path.of("");

    @Override
    int run(Terminal terminal) {
        if (!people.namesCountry()) {
            throw wrong("Name a country: --country TG, DJ, KM or MG.");
        }
        String fault = people.fault();
        if (fault != null) {
            throw wrong(fault);
        }
        try {
            long written = PopulationFiles.write(
                    people.population(Country.TOGO), out, done -> terminal.report("generate", done, people.persons()));
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
}
