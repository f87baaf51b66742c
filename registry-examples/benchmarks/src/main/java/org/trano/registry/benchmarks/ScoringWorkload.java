package org.trano.registry.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.trano.registry.core.Progress;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.Evaluation;

/**
 * Reads the households of the workload on which scoring engines are compared (25 columns of little-endian doubles, one after the
 * other), scores them by the declared model {@code pmt25r8}, and prints nanoseconds of processor time a household and the check all
 * engines must agree on: how many qualify, the sum of the masks of rules, the sum of scores.
 *
 * <pre>ScoringWorkload FILE [repetitions] [threads]</pre>
 */
public final class ScoringWorkload {
    private static final int COLUMNS = 25;

    private ScoringWorkload() {}

    /**
     * Runs it.
     *
     * @param args the file, how often, on how many threads
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        int threads = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        DeclaredModel model = model();
        IndicatorFrame frame = read(Path.of(args[0]), model);
        double first = 0;
        double best = Double.MAX_VALUE;
        double wall = Double.MAX_VALUE;
        Evaluation last = null;
        ThreadMXBean cpu = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < repetitions; i++) {
            long began = cpu.getCurrentThreadCpuTime();
            long at = System.nanoTime();
            last = model.evaluate(frame, threads, Progress.SILENT);
            wall = Math.min(wall, (System.nanoTime() - at) / (double) frame.size());
            double each = (cpu.getCurrentThreadCpuTime() - began) / (double) frame.size();
            first = i == 0 ? each : first;
            best = Math.min(best, each);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"pmt25r8-trano\",\"n\":%d,\"threads\":%d,\"java\":\"%s\",\"results\":{\"trano\":{\"ns\":%.1f,"
                        + "\"ns_first\":%.1f,\"wall_ns\":%.1f,\"check\":%s}}}%n",
                frame.size(),
                threads,
                System.getProperty("java.version"),
                best,
                first,
                wall,
                check(Objects.requireNonNull(last)));
    }

    /**
     * The model of the workload.
     *
     * @return the model
     */
    static DeclaredModel model() {
        try (InputStream in =
                Objects.requireNonNull(ScoringWorkload.class.getResourceAsStream("pmt25r8.json"), "pmt25r8.json")) {
            return DeclaredModel.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "pmt25r8.json");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Reads the households.
     *
     * @param file the columns
     * @param model the model
     * @return the frame
     * @throws IOException if the file cannot be read
     */
    static IndicatorFrame read(Path file, DeclaredModel model) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            int n = (int) (channel.size() / Double.BYTES / COLUMNS);
            List<Indicator> indicators = model.indicators();
            IndicatorFrame.Builder frame = IndicatorFrame.builder(indicators);
            String[] codes = {"0", "1", "2", "3", "4", "5"};
            for (int row = 0; row < n; row++) {
                frame.row(Integer.toString(row));
                for (int column = 0; column < COLUMNS; column++) {
                    double value = bytes.getDouble((column * n + row) * Double.BYTES);
                    if (indicators.get(column).type() == Indicator.Type.NUMBER) {
                        frame.number(column, value);
                    } else {
                        frame.code(column, codes[(int) value]);
                    }
                }
            }
            return frame.build();
        }
    }

    private static String check(Evaluation evaluation) {
        long eligible = 0;
        long masks = 0;
        double sum = 0;
        for (int row = 0; row < evaluation.size(); row++) {
            eligible += evaluation.eligible(row) == Certainty.YES ? 1 : 0;
            masks += evaluation.rules(row);
            sum += evaluation.score(row);
        }
        return String.format(Locale.ROOT, "[%d,%d,%.6f]", eligible, masks, sum);
    }
}
