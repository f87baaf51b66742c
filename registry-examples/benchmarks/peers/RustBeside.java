import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.trano.registry.dedup.compare.JaroWinkler;
import org.trano.registry.dedup.compare.Levenshtein;
import org.trano.registry.dedup.compare.OptimalStringAlignment;
import org.trano.registry.dedup.compare.TextColumn;

/**
 * Pairs of a {@link TextColumn} beside rapidfuzz (Rust) on bytes, in one process. Both read the same bytes in the same order, each all pairs in one
 * call; in each round each side has three passes, of which the fastest counts, in turn. Prints the median over the rounds of
 * Rust's time by ours (above 1: ours is faster) and the interval that holds nine tenths of the rounds.
 *
 * <p>Arguments: the library, a file of pairs (two names a line, a tab between), the number of rounds. See README.md.
 */
public final class RustBeside {
    private static final String[] KINDS = {"Jaro-Winkler", "Levenshtein", "Levenshtein up to 3", "optimal string alignment"};
    private static final int WARM_UP = 10;
    private static final int PASSES = 3;
    private static final int MOST_PAIRS = 20_000;

    private RustBeside() {}

    public static void main(String[] args) throws Throwable {
        MethodHandle rust = Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.libraryLookup(Path.of(args[0]), Arena.global())
                                .find("pairs")
                                .orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_DOUBLE,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        int rounds = Integer.parseInt(args[2]);
        List<String> names = names(Path.of(args[1]));
        int pairs = names.size() / 2;
        TextColumn column = TextColumn.of(names);
        Layout layout = Layout.of(names);
        System.out.printf(
                Locale.ROOT, "%d pairs of %s, JDK %s%n", pairs, args[1], Runtime.version());
        for (int kind = 0; kind < KINDS.length; kind++) {
            double[] ours = new double[rounds];
            double[] theirs = new double[rounds];
            for (int round = -WARM_UP; round < rounds; round++) {
                double bestOurs = Double.MAX_VALUE;
                double sumOurs = 0;
                for (int pass = 0; pass < PASSES; pass++) {
                    long start = System.nanoTime();
                    sumOurs = ours(column, kind, pairs);
                    bestOurs = Math.min(bestOurs, (System.nanoTime() - start) / (double) pairs);
                }
                double bestTheirs = Double.MAX_VALUE;
                double sumTheirs = 0;
                for (int pass = 0; pass < PASSES; pass++) {
                    long start = System.nanoTime();
                    sumTheirs = (double) rust.invokeExact(
                            kind, layout.data, layout.bytes, layout.starts, layout.lengths, pairs);
                    bestTheirs = Math.min(bestTheirs, (System.nanoTime() - start) / (double) pairs);
                }
                if (Math.abs(sumOurs - sumTheirs) > 1e-6 * pairs) {
                    throw new IllegalStateException(KINDS[kind] + ": sums differ, " + sumOurs + " and " + sumTheirs);
                }
                if (round >= 0) {
                    ours[round] = bestOurs;
                    theirs[round] = bestTheirs;
                }
            }
            print(KINDS[kind], ours, theirs);
        }
    }

    private static void print(String kind, double[] ours, double[] theirs) {
        int rounds = ours.length;
        double[] ratio = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratio[round] = theirs[round] / ours[round];
        }
        Arrays.sort(ratio);
        Arrays.sort(ours);
        Arrays.sort(theirs);
        System.out.printf(
                Locale.ROOT,
                "%-26s ours %6.1f ns  Rust %6.1f ns  ratio %.2f [%.2f, %.2f]%n",
                kind,
                ours[rounds / 2],
                theirs[rounds / 2],
                ratio[rounds / 2],
                ratio[rounds / 20],
                ratio[rounds - 1 - rounds / 20]);
    }

    private static double ours(TextColumn column, int kind, int pairs) {
        double sum = 0;
        for (int i = 0; i < 2 * pairs; i += 2) {
            sum += switch (kind) {
                case 0 -> column.similarity(JaroWinkler.STANDARD, i, i + 1);
                case 1 -> column.distance(Levenshtein.STANDARD, i, i + 1, Integer.MAX_VALUE);
                case 2 -> column.distance(Levenshtein.STANDARD, i, i + 1, 3);
                default -> column.distance(OptimalStringAlignment.STANDARD, i, i + 1, Integer.MAX_VALUE);
            };
        }
        return sum;
    }

    /** Names that Latin-1 can write, for bytes are what is compared. */
    private static List<String> names(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] pair = line.split("\t");
            if (names.size() < 2 * MOST_PAIRS && line.chars().allMatch(c -> c < 256)) {
                names.add(pair[0]);
                names.add(pair[1]);
            }
        }
        return names;
    }

    /** The bytes in the order in which a column keeps them: by length. */
    private record Layout(MemorySegment data, int bytes, MemorySegment starts, MemorySegment lengths) {
        static Layout of(List<String> names) {
            int size = names.size();
            Integer[] order = new Integer[size];
            int bytes = 0;
            for (int i = 0; i < size; i++) {
                order[i] = i;
                bytes += names.get(i).length();
            }
            Arrays.sort(order, Comparator.comparing((Integer i) -> names.get(i).length()).thenComparing(names::get));
            MemorySegment data = Arena.global().allocate(bytes);
            MemorySegment starts = Arena.global().allocate(ValueLayout.JAVA_INT, size);
            MemorySegment lengths = Arena.global().allocate(size);
            int at = 0;
            for (int i : order) {
                byte[] name = names.get(i).getBytes(StandardCharsets.ISO_8859_1);
                MemorySegment.copy(name, 0, data, ValueLayout.JAVA_BYTE, at, name.length);
                starts.setAtIndex(ValueLayout.JAVA_INT, i, at);
                lengths.set(ValueLayout.JAVA_BYTE, i, (byte) name.length);
                at += name.length;
            }
            return new Layout(data, bytes, starts, lengths);
        }
    }
}
