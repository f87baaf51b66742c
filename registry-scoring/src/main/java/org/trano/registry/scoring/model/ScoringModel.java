package org.trano.registry.scoring.model;

import java.util.List;
import java.util.Locale;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;

/**
 * A model that turns what is known of a household into a score, and can say why. {@link DeclaredModel} is one; integrators bring
 * others through {@link org.trano.registry.scoring.plugin.ScoringModelProvider} (docs/plugins.md).
 *
 * <p>What every model keeps, and {@code ScoringModelContract} of the testkit tests:
 *
 * <ul>
 *   <li>The same frame gives the same bits, on any thread, at any time; a household's score does not depend on the others.
 *   <li>{@link #explain} gives the parts whose sum, from left to right, is the score.
 *   <li>A household of which something needed is missing has the score NaN and the reason in
 *       {@link ScoreExplanation#missing()}; it is never scored as zero, and nothing is thrown.
 * </ul>
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface ScoringModel {
    /**
     * The model's name, stable over its versions.
     *
     * @return letters, digits, {@code . _ -}; at most 64 of them
     */
    String id();

    /**
     * The version; another formula is another version.
     *
     * @return for example {@code 2}
     */
    String version();

    /**
     * What the score measures.
     *
     * @return for example {@code log of yearly consumption per head, XOF}
     */
    String unit();

    /**
     * What the score measures, in the language of whom it is told to.
     *
     * @param locale their language
     * @return {@link #unit()} unless the model has it in this language
     */
    default String unit(Locale locale) {
        return unit();
    }

    /**
     * What the model asks of a household.
     *
     * @return the indicators, each name once; the columns of the frame have this order
     */
    List<Indicator> indicators();

    /**
     * Which end of the scores holds the neediest.
     *
     * @return lowest or highest
     */
    Neediest neediest();

    /**
     * Why a household has its score.
     *
     * @param frame a frame built for {@link #indicators()}
     * @param row the household's row
     * @return the parts in the order in which they are added
     */
    ScoreExplanation explain(IndicatorFrame frame, int row);

    /**
     * The score of a household. Override it where making the explanation is too slow.
     *
     * @param frame a frame built for {@link #indicators()}
     * @param row the household's row
     * @return the score that {@link #explain} explains, NaN where something needed is missing
     */
    default double score(IndicatorFrame frame, int row) {
        return explain(frame, row).score();
    }

    /**
     * Name and version, as they stand in explanations.
     *
     * @return for example {@code togo-pmt 2}
     */
    default String name() {
        return id() + " " + version();
    }
}
