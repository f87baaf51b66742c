package org.trano.registry.dedup.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.trano.registry.core.report.Cell;
import org.trano.registry.core.report.Chart;
import org.trano.registry.core.report.HtmlPage;
import org.trano.registry.dedup.DedupResult;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.frame.CountingSort;

/** The clusters of a result by size, and the most doubtful ones as graphs. */
final class ClusterReport {
    /** Clusters that are drawn, and records that are drawn of each. */
    private static final int MOST_CLUSTERS = 6;

    private static final int MOST_RECORDS = 12;
    /** The first sizes stand alone in the table, larger ones by twos, fours, eights and so on. */
    private static final int SINGLE_SIZES = 5;

    private final MatchReport report;
    private final HtmlPage page;
    private final DedupResult result;
    private final List<String> ids;
    /** The rows of all clusters, cluster after cluster. */
    private final int[] rows;
    /** Where each cluster begins. */
    private final int[] starts;

    ClusterReport(MatchReport report, HtmlPage page, DedupResult result, List<String> ids) {
        this.report = report;
        this.page = page;
        this.result = result;
        this.ids = ids;
        this.rows = new int[ids.size()];
        this.starts = CountingSort.sort(result.clusters(), result.clusterCount(), rows);
    }

    void write() throws IOException {
        sizes();
        List<Doubt> doubtful = doubtful();
        page.heading(report.word("clusters.doubtful"));
        page.text(report.word(doubtful.isEmpty() ? "clusters.clear" : "clusters.doubtful.text"));
        for (Doubt doubt : doubtful) {
            draw(doubt.cluster);
        }
    }

    private int size(int cluster) {
        return starts[cluster + 1] - starts[cluster];
    }

    private void sizes() throws IOException {
        List<long[]> bands = new ArrayList<>();
        for (int from = 1, to = 1; from <= ids.size(); from = to + 1, to = from <= SINGLE_SIZES ? from : 2 * from - 1) {
            bands.add(new long[] {from, to, 0, 0});
        }
        for (int cluster = 0; cluster < starts.length - 1; cluster++) {
            int size = size(cluster);
            for (long[] band : bands) {
                if (size >= band[0] && size <= band[1]) {
                    band[2]++;
                    band[3] += size;
                }
            }
        }
        long most = bands.stream().mapToLong(band -> band[3]).max().orElse(1);
        List<List<Cell>> table = new ArrayList<>();
        for (long[] band : bands) {
            if (band[2] > 0) {
                table.add(List.of(
                        new Cell.Name(
                                band[0] == band[1]
                                        ? page.number(band[0])
                                        : page.number(band[0]) + " – " + page.number(band[1])),
                        new Cell.Number(page.number(band[2])),
                        new Cell.Number(page.number(band[3])),
                        Cell.Bar.of(band[3], most)));
            }
        }
        page.table(List.of(report.word("clusters.size"), report.word("people"), report.word("records"), ""), table);
    }

    /**
     * A cluster not all of whose records match each other.
     *
     * @param cluster its number
     * @param share the share of its pairs that lie above the threshold
     */
    private record Doubt(int cluster, double share) {}

    /** Those of which the fewest pairs match, the larger ones first among equals. */
    private List<Doubt> doubtful() {
        int[] clusters = result.clusters();
        long[] matching = new long[starts.length - 1];
        result.forEachPair((left, right, weight) -> {
            if (clusters[left] == clusters[right] && (float) weight >= (float) result.threshold()) {
                matching[clusters[left]]++;
            }
        });
        List<Doubt> doubtful = new ArrayList<>();
        for (int cluster = 0; cluster < matching.length; cluster++) {
            double pairs = (double) size(cluster) * (size(cluster) - 1) / 2;
            if (matching[cluster] < pairs) {
                doubtful.add(new Doubt(cluster, matching[cluster] / pairs));
            }
        }
        doubtful.sort(Comparator.comparingDouble(Doubt::share)
                .thenComparing(Comparator.<Doubt>comparingInt(doubt -> size(doubt.cluster))
                        .reversed())
                .thenComparingInt(Doubt::cluster));
        return doubtful.subList(0, Math.min(MOST_CLUSTERS, doubtful.size()));
    }

    private void draw(int cluster) throws IOException {
        int shown = Math.min(MOST_RECORDS, size(cluster));
        int[] members = Arrays.copyOfRange(rows, starts[cluster], starts[cluster] + shown);
        String title = report.word("clusters.one", page.number(shown), page.number(size(cluster)));
        page.heading(title);
        List<Chart.Link> links = new ArrayList<>();
        List<List<Cell>> table = new ArrayList<>();
        List<String> header = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            for (int j = i + 1; j < shown; j++) {
                if (result.isCompared(members[i], members[j])) {
                    double weight = result.explain(members[i], members[j]).weight();
                    links.add(new Chart.Link(i, j, weight >= result.threshold(), page.number(weight, 1)));
                }
            }
            List<Cell> row = new ArrayList<>();
            row.add(new Cell.Name(ids.get(members[i])));
            header.clear();
            header.add("");
            for (Explanation.Part part :
                    result.explain(members[i], members[i == 0 ? 1 : 0]).parts()) {
                if (result.setup().fields().stream()
                        .anyMatch(field -> field.name().equals(part.field()))) {
                    row.add(new Cell.Text(part.left()));
                    header.add(report.fieldName(part.field()));
                }
            }
            table.add(row);
        }
        page.chart(new Chart.Network(
                title, Arrays.stream(members).mapToObj(ids::get).toList(), links));
        page.table(header, table);
    }
}
