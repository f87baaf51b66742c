package org.trano.registry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.dedup.search.IdentityIndex;
import org.trano.registry.dedup.search.PersonEntry;
import org.trano.registry.dedup.search.PersonQuery;
import org.trano.registry.dedup.search.SearchHit;
import org.trano.registry.dedup.search.SearchResult;

/**
 * Searches at the desk: mistyped name, birth date and place against many people; how long one takes, and how often the right person is found; and how many people change a second meanwhile. On files
 * {@code records.tsv} (number, name, birth date, place) and {@code queries.tsv} (name, birth date, place, number of the right record), the first thousand
 * queries to warm up, those from 1,500 on to measure.
 *
 * <p>Arguments: the folder, how many records, how many queries.
 */
public final class DeskBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM = 1_000;
    private static final int MEASURED = 1_500;
    private static final long WARM_NANOS = 6_000_000_000L;

    private DeskBenchmark() {}

    private static UUID id(int number) {
        return new UUID(number * 0x9E3779B97F4A7C15L, number);
    }

    private static UncertainDate date(String text) {
        try {
            return UncertainDate.parse(text);
        } catch (IllegalArgumentException e) {
            // A mistyped day that does not exist: the year is what is left.
            return UncertainDate.parse(text.substring(0, 4));
        }
    }

    private static PersonEntry person(int number, String name, String birth, String place) {
        return new PersonEntry(
                PersonId.of(id(number)), null, List.of(name), date(birth), Sex.NOT_KNOWN, place, List.of(), List.of());
    }

    private static PersonQuery query(String[] row) {
        return PersonQuery.builder()
                .name(row[0])
                .birth(date(row[1]))
                .place(row[2])
                .build();
    }

    /**
     * Runs it.
     *
     * @param args folder, records, queries
     * @throws IOException if the files cannot be read
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int people = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        IdentityIndex index = IdentityIndex.builder().expected(people).build();
        long begin = System.nanoTime();
        try (BufferedReader records = Files.newBufferedReader(folder.resolve("records.tsv"))) {
            for (int i = 0; i < people; i++) {
                String[] row = records.readLine().split("\t");
                index.put(person(i, row[1], row[2], row[3]));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%,d people in %.1f s, %,.0f a second; %.0f bytes each%n",
                people,
                seconds,
                people / seconds,
                (double) (runtime.totalMemory() - runtime.freeMemory()) / people);
        List<String[]> rows = Files.readAllLines(folder.resolve("queries.tsv")).stream()
                .map(line -> line.split("\t"))
                .toList();
        long warmUntil = THREADS.getCurrentThreadCpuTime() + WARM_NANOS;
        for (int i = 0; THREADS.getCurrentThreadCpuTime() < warmUntil; i++) {
            index.search(query(rows.get(i % WARM)));
        }
        long[] nanos = new long[count];
        int first = 0;
        int found = 0;
        long weighed = 0;
        for (int i = 0; i < count; i++) {
            String[] row = rows.get(MEASURED + i);
            PersonQuery query = query(row);
            long before = THREADS.getCurrentThreadCpuTime();
            SearchResult result = index.search(query);
            nanos[i] = THREADS.getCurrentThreadCpuTime() - before;
            weighed += result.weighed();
            UUID right = id(Integer.parseInt(row[3]));
            List<UUID> hits = result.hits().stream()
                    .map(SearchHit::person)
                    .map(PersonId::value)
                    .toList();
            found += hits.contains(right) ? 1 : 0;
            first += hits.indexOf(right) == 0 ? 1 : 0;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "search: p50 %.1f us, p99 %.1f us, mean %.1f us; recall@10 %.4f, top-1 %.4f; %.1f people weighed%n",
                nanos[count / 2] / 1e3,
                nanos[(int) (count * 0.99)] / 1e3,
                Arrays.stream(nanos).average().orElse(0) / 1e3,
                (double) found / count,
                (double) first / count,
                (double) weighed / count);
        addWhileSearching(index, rows);
    }

    /** Everybody of a tenth of the people moves, while another thread searches without a pause. */
    @SuppressWarnings("SystemOut")
    private static void addWhileSearching(IdentityIndex index, List<String[]> rows) {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong searches = new AtomicLong();
        Thread searcher = new Thread(
                () -> {
                    for (int i = 0; !done.get(); i++) {
                        index.search(query(rows.get(i % WARM)));
                        searches.incrementAndGet();
                    }
                },
                "searcher");
        searcher.start();
        int moving = Math.max(1, index.size() / 10);
        long begin = System.nanoTime();
        for (int i = 0; i < moving; i++) {
            String[] row = rows.get(i % rows.size());
            index.put(person(i, row[0], row[1], row[2]));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        done.set(true);
        System.out.printf(
                Locale.ROOT,
                "while searching: %,.0f changed a second, %,.0f searches a second beside it%n",
                moving / seconds,
                searches.get() / seconds);
    }
}
