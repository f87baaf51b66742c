package org.trano.registry.scoring.targeting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.trano.registry.core.Progress;
import org.trano.registry.core.Reading;
import org.trano.registry.core.event.ListValidated;
import org.trano.registry.core.event.SelectionMade;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.Evaluation;

/**
 * A list made by a declared model on published terms, with the hashes that prove it: of what was taken from the households, and of
 * the list. What is recorded as {@link SelectionMade} can be made again with {@link #replay}, bit for bit. Immutable and thread-safe.
 */
public final class SelectionRun {
    private final DeclaredModel model;
    private final SelectionTerms terms;
    private final IndicatorFrame frame;
    private final Candidates candidates;
    private final Evaluation evaluation;
    private final Selection selection;

    private SelectionRun(
            DeclaredModel model,
            SelectionTerms terms,
            IndicatorFrame frame,
            Candidates candidates,
            Evaluation evaluation,
            Selection selection) {
        this.model = model;
        this.terms = terms;
        this.frame = frame;
        this.candidates = candidates;
        this.evaluation = evaluation;
        this.selection = selection;
    }

    /**
     * Makes a list.
     *
     * @param model the model
     * @param terms the terms
     * @param households gives each household to whom it is handed, once
     * @return the list; the order of the households does not matter
     */
    public static SelectionRun of(DeclaredModel model, SelectionTerms terms, Consumer<Consumer<Household>> households) {
        List<Indicator> indicators = dated(model, terms).indicators();
        IndicatorFrame.Builder builder = IndicatorFrame.builder(indicators);
        List<String> places = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        households.accept(household -> {
            builder.add(
                    household.sourceId(),
                    indicators.stream().map(i -> i.of(household)).toList());
            places.add(Objects.requireNonNullElse(household.area(), ""));
            sizes.add(household.size());
        });
        return of(model, terms, builder.build(), places, sizes);
    }

    /**
     * Makes a list of households that are read already.
     *
     * @param model the model
     * @param terms the terms
     * @param frame what the model asks
     * @param places the code of the place of each household, by row, empty where it has none
     * @param sizes how many people each has, by row
     * @return the list
     */
    public static SelectionRun of(
            DeclaredModel model, SelectionTerms terms, IndicatorFrame frame, List<String> places, List<Integer> sizes) {
        DeclaredModel dated = dated(model, terms);
        List<String> ids = new ArrayList<>(frame.size());
        for (int row = 0; row < frame.size(); row++) {
            ids.add(frame.id(row));
        }
        Evaluation evaluation = dated.evaluate(frame, 1, Progress.SILENT);
        Candidates candidates = terms.candidates(
                ids, places, sizes, evaluation.scores(), dated.neediest(), terms.eligibleOnly() ? evaluation : null);
        return new SelectionRun(
                dated, terms, frame, candidates, evaluation, terms.targeting().select(candidates));
    }

    private static DeclaredModel dated(DeclaredModel model, SelectionTerms terms) {
        return terms.modelDate() == null ? model : model.on(terms.modelDate());
    }

    /**
     * Makes a recorded list again.
     *
     * @param past the registry as of the day and instant of the record
     * @param made the record
     * @param brought the indicators of plug-ins that the model asked for, in the same versions; usually none
     * @return the list; compare {@link #isSameAs}
     */
    public static SelectionRun replay(Reading past, SelectionMade made, List<IndicatorDefinition> brought) {
        return of(
                DeclaredModel.parse(made.modelText(), made.model(), brought),
                SelectionTerms.of(made.terms()),
                past::households);
    }

    /**
     * What the model asked, by row.
     *
     * @return the frame
     */
    public IndicatorFrame frame() {
        return frame;
    }

    /**
     * The households, by row.
     *
     * @return the candidates
     */
    public Candidates candidates() {
        return candidates;
    }

    /**
     * Scores and decisions, by row.
     *
     * @return what the model says
     */
    public Evaluation evaluation() {
        return evaluation;
    }

    /**
     * The list, by row.
     *
     * @return the selection
     */
    public Selection selection() {
        return selection;
    }

    /**
     * The hash of what was taken from the households, in the order of their numbers: number, area, what each takes of the quota, and every
     * indicator.
     *
     * @return SHA-256, 64 hexadecimal digits
     */
    public String inputHash() {
        return hash((row, line) -> {
            line.append(candidates.area(row)).append('\t').append(candidates.load(row));
            for (int column = 0; column < frame.indicators().size(); column++) {
                Indicator.Value value = frame.value(row, column);
                line.append('\t')
                        .append(
                                value instanceof Indicator.NumberValue number
                                        ? Long.toHexString(Double.doubleToLongBits(number.value()))
                                        : value instanceof Indicator.Missing missing
                                                ? "?" + missing.reason().name()
                                                : "'" + value.text());
            }
        });
    }

    /**
     * The hash of the list, in the order of the numbers: number, outcome, rank, and the bits of the score.
     *
     * @return SHA-256, 64 hexadecimal digits
     */
    public String resultHash() {
        return resultHash(selection);
    }

    /**
     * The hash of a list of the same households, such as the validated one.
     *
     * @param list the list
     * @return SHA-256, 64 hexadecimal digits
     */
    public String resultHash(Selection list) {
        return hash((row, line) -> line.append(list.outcome(row).name())
                .append('\t')
                .append(list.rank(row))
                .append('\t')
                .append(Long.toHexString(Double.doubleToLongBits(candidates.score(row)))));
    }

    private interface Line {
        void of(int row, StringBuilder line);
    }

    private String hash(Line lines) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            StringBuilder line = new StringBuilder();
            IntStream.range(0, candidates.size())
                    .boxed()
                    .sorted(Comparator.comparing(candidates::household))
                    .forEach(row -> {
                        line.setLength(0);
                        line.append(candidates.household(row)).append('\t');
                        lines.of(row, line);
                        sha.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
                    });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }

    /**
     * What to record.
     *
     * @param programme for which programme the list was made
     * @param effective the day as of which households were taken
     * @param knownAt the instant as of which they were known
     * @return the event
     */
    public SelectionMade event(ProgrammeId programme, LocalDate effective, Instant knownAt) {
        return new SelectionMade(
                programme,
                model.name(),
                model.hash(),
                model.json(),
                terms.toMap(),
                effective,
                knownAt,
                inputHash(),
                resultHash(),
                candidates.size(),
                selection.count(Selection.Outcome.SELECTED),
                selection.count(Selection.Outcome.WAITING));
    }

    /**
     * The list after communities have spoken, made again from what was recorded.
     *
     * @param validated what was recorded
     * @return the validated list and its minutes
     */
    public CommunityValidation.Validated validated(ListValidated validated) {
        return CommunityValidation.limitedTo(validated.mostExcluded()).apply(candidates, selection, validated.rounds());
    }

    /**
     * Whether this is the list that was recorded.
     *
     * @param made the record
     * @return true if model, input and list have the hashes of the record
     */
    public boolean isSameAs(SelectionMade made) {
        return model.hash().equals(made.modelHash())
                && inputHash().equals(made.inputHash())
                && resultHash().equals(made.resultHash());
    }
}
