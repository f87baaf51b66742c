package org.trano.registry.dedup;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.dedup.block.BlockingPlan;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.household.HouseholdEvidence;
import org.trano.registry.dedup.model.Candidates;
import org.trano.registry.dedup.model.FellegiSunter;
import org.trano.registry.dedup.model.Scale;

/** What a run found. Rows are those of the table. Immutable and thread-safe; holds the records and the pairs worth a look. */
public final class DedupResult {
    /** What is said of family names that stand in the place of given names: these have said it. */
    private static final String SEE_GIVEN_NAME = "see given name";

    private final Frame frame;
    private final BlockingPlan plan;
    private final long compared;
    private final FellegiSunter model;
    private final Candidates candidates;
    private final @Nullable HouseholdEvidence households;
    private final ModelSummary summary;
    private final MatchSetup setup;
    private final int[] clusters;
    private final List<Match> matches;
    /** The place in the frame of each row. */
    private final int[] records;

    DedupResult(
            Frame frame,
            BlockingPlan plan,
            long compared,
            FellegiSunter model,
            Candidates candidates,
            @Nullable HouseholdEvidence households,
            ModelSummary summary,
            MatchSetup setup,
            int[] clusters,
            List<Match> matches) {
        this.frame = frame;
        this.plan = plan;
        this.compared = compared;
        this.model = model;
        this.candidates = candidates;
        this.households = households;
        this.summary = summary;
        this.setup = setup;
        this.clusters = clusters;
        this.matches = List.copyOf(matches);
        this.records = new int[frame.size()];
        for (int record = 0; record < records.length; record++) {
            records[frame.row(record)] = record;
        }
    }

    /** Takes pairs. */
    @FunctionalInterface
    public interface PairVisitor {
        /**
         * A pair that was kept.
         *
         * @param left one row
         * @param right the other
         * @param weight log2 of the odds that they are one person
         */
        void pair(int left, int right, double weight);
    }

    /**
     * The cluster of each row: rows with the same number are one person.
     *
     * @return one number per row, from 0 in the order in which clusters first appear
     */
    public int[] clusters() {
        return clusters.clone();
    }

    /**
     * How many people there are, those with a single record included.
     *
     * @return the number of clusters
     */
    public int clusterCount() {
        int most = -1;
        for (int cluster : clusters) {
            most = Math.max(most, cluster);
        }
        return most + 1;
    }

    /**
     * Pairs at or above the threshold, the heaviest first.
     *
     * @return the pairs
     */
    public List<Match> matches() {
        return matches;
    }

    /**
     * The weight from which a pair is taken for a match.
     *
     * @return log2 of the odds
     */
    public double threshold() {
        return setup.threshold();
    }

    /**
     * The precision the model expects of the pairs above the threshold. It tends to be too hopeful by a few hundredths.
     *
     * @return 0 to 1
     */
    public double expectedPrecision() {
        return setup.expectedPrecision();
    }

    /**
     * What was chosen and estimated.
     *
     * @return the summary
     */
    public ModelSummary model() {
        return summary;
    }

    /**
     * All that was chosen and estimated, to be kept and used again.
     *
     * @return the set-up
     */
    public MatchSetup setup() {
        return setup;
    }

    /**
     * How many pairs were compared, each counted once.
     *
     * @return the number of pairs
     */
    public long pairsCompared() {
        return compared + (households == null ? 0 : households.added());
    }

    /**
     * Shows the pairs that were kept, in no particular order: those of a thousand to one against and better, and members of
     * households that others link.
     *
     * @param visitor takes them, on this thread
     */
    public void forEachPair(PairVisitor visitor) {
        for (int i = 0; i < candidates.size(); i++) {
            visitor.pair(frame.row(candidates.left(i)), frame.row(candidates.right(i)), candidates.weight(i));
        }
    }

    /**
     * Whether two rows were compared.
     *
     * @param left one row
     * @param right another
     * @return false for a pair that no blocking rule found and that no household led to
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public boolean isCompared(int left, int right) {
        int a = Math.min(records[left], records[right]);
        int b = Math.max(records[left], records[right]);
        return a != b && frame.mayMatch(a, b) && (plan.finds(a, b) || candidates.find(a, b) >= 0);
    }

    /**
     * Whether a blocking rule compares two rows, alone or among others.
     *
     * @param rule the index of the rule, as in {@link ModelSummary#rules()}
     * @param left one row
     * @param right another
     * @return whether the rule puts both into one block
     * @throws IndexOutOfBoundsException if there is no such rule or row
     */
    public boolean isFoundBy(int rule, int left, int right) {
        return plan.finds(rule, records[left], records[right]);
    }

    /**
     * Why two rows weigh what they weigh, whether they were compared or not.
     *
     * @param left one row
     * @param right another
     * @return the parts of the weight
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Explanation explain(int left, int right) {
        int a = records[left];
        int b = records[right];
        int width = frame.fields().size();
        int[] levels = new int[width];
        frame.compare(a, b, levels);
        Scale scale = model.scale();
        double sum = scale.prior();
        List<Explanation.Part> parts = new ArrayList<>();
        for (int f = 0; f < width; f++) {
            Field field = frame.fields().get(f);
            int ca = frame.code(a, f);
            int cb = frame.code(b, f);
            double bits = scale.part(f, levels[f], ca != 0 && ca == cb ? ca : 0);
            boolean isSwapped =
                    field.kind() == FieldKind.FAMILY && levels[f] == FieldKind.MISSING && ca != 0 && cb != 0;
            sum += bits;
            parts.add(new Explanation.Part(
                    field.name(),
                    field.kind().display(field.dictionary().value(ca)),
                    field.kind().display(field.dictionary().value(cb)),
                    isSwapped ? SEE_GIVEN_NAME : field.levelName(levels[f]),
                    bits));
        }
        double together = model.together(levels);
        if (together != 0) {
            sum += together;
            parts.add(new Explanation.Part(Explanation.TOGETHER, "", "", "", together));
        }
        double weight = scale.weight(a, b);
        if (households != null) {
            HouseholdEvidence.Says says = households.says(a, b);
            sum += says.bits();
            parts.add(new Explanation.Part(
                    HouseholdEvidence.FIELD, "", "", says.standing().text(), says.bits()));
            weight = says.weight();
        }
        return new Explanation(scale.prior(), parts, sum - weight, weight);
    }

    /**
     * What a record was compared by in a field: what it says as it was read, such as the year of birth that follows from an age.
     *
     * @param row its row
     * @param field the name of a compared field, as in {@link ModelSummary.FieldSummary}
     * @return the folded value as people read it; empty where the record says nothing, or there is no such field
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public String compared(int row, String field) {
        int record = records[row];
        for (int f = 0; f < frame.fields().size(); f++) {
            Field of = frame.fields().get(f);
            if (of.name().equals(field)) {
                return of.kind().display(of.dictionary().value(frame.code(record, f)));
            }
        }
        return "";
    }

    static ModelSummary.FieldSummary summarise(Field field, int f, int records, FellegiSunter model) {
        Scale scale = model.scale();
        List<ModelSummary.Level> levels = new ArrayList<>();
        for (int level = FieldKind.DIFFERENT; level < field.levels(); level++) {
            if (model.m(f, level) > 0) {
                levels.add(new ModelSummary.Level(
                        field.levelName(level), model.m(f, level), model.u(f, level), scale.part(f, level, 0)));
            }
        }
        int distinct = 0;
        for (int code = 1; code < field.dictionary().size(); code++) {
            distinct += field.count(code) > 0 ? 1 : 0;
        }
        return new ModelSummary.FieldSummary(field.name(), (double) field.filled() / records, distinct, levels);
    }
}
