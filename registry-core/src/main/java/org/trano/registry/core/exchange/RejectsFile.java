package org.trano.registry.core.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.trano.registry.core.problem.Problem;

/**
 * Rows that could not be taken, as they stood, with what is wrong in extra columns: corrected, the file can be imported again
 * (columns that begin with an underscore are ignored then). Not thread-safe.
 */
final class RejectsFile {
    /** What the names of the extra columns begin with. */
    static final String PREFIX = "_";

    private static final List<String> EXTRA = List.of("_row", "_column", "_value", "_code", "_problem", "_advice");

    private final List<String> header;
    private final List<Reject> rejects = new ArrayList<>();

    RejectsFile(List<String> header) {
        this.header = header;
    }

    private record Reject(List<String> values, Problem problem) {}

    void add(List<String> values, Problem problem) {
        rejects.add(new Reject(values, problem));
    }

    int count() {
        return rejects.size();
    }

    List<Problem> problems() {
        return rejects.stream().map(Reject::problem).toList();
    }

    /** Writes all rejected rows in the order of the file; a row that could not be split stands in the first column. */
    void write(Path target, Locale locale) {
        rejects.sort(Comparator.comparingLong(r -> r.problem.row()));
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).startsWith(PREFIX)) {
                own.add(i);
            }
        }
        OutputFile.write(target, out -> {
            // Not closed here: what it writes to is the file's to close.
            CsvWriter csv = CsvWriter.builder().build(out);
            List<String> line = new ArrayList<>(own.stream().map(header::get).toList());
            line.addAll(EXTRA);
            csv.writeRecord(line);
            for (Reject reject : rejects) {
                line.clear();
                for (int column : own) {
                    line.add(column < reject.values.size() ? reject.values.get(column) : "");
                }
                Problem problem = reject.problem;
                line.add(Long.toString(problem.row()));
                line.add(Objects.requireNonNullElse(problem.field(), ""));
                line.add(Objects.requireNonNullElse(problem.value(), ""));
                line.add(problem.code());
                line.add(problem.message(locale));
                line.add(problem.advice(locale));
                csv.writeRecord(line);
            }
            csv.flush();
        });
    }
}
