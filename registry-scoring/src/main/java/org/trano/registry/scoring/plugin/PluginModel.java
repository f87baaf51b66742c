package org.trano.registry.scoring.plugin;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.internal.Guard;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;

/** A model of a plug-in of which everything but the scores was asked once, checked, and written down. */
record PluginModel(
        String id, String version, String unit, List<Indicator> indicators, Neediest neediest, ScoringModel foreign)
        implements ScoringModel {
    private static final int MOST_INDICATORS = 1000;
    private static final int LONGEST_TEXT = 200;

    /**
     * Asks a model what it is.
     *
     * @throws IllegalArgumentException if an answer makes no sense
     * @throws Guard.SlowException if there is none in time
     * @throws Guard.FailedException if it throws instead
     */
    static PluginModel of(ScoringModel foreign, Duration limit) {
        Objects.requireNonNull(foreign, "a model is null");
        PluginModel model = Guard.call(
                "scoring plug-in",
                limit,
                () -> new PluginModel(
                        foreign.id(),
                        foreign.version(),
                        foreign.unit(),
                        List.copyOf(foreign.indicators()),
                        foreign.neediest(),
                        foreign));
        requireId("a model", model.id);
        require("the version of the model '" + model.id + "'", model.version);
        require("the unit of the model '" + model.id + "'", model.unit);
        Objects.requireNonNull(model.neediest, "neediest() gives null");
        if (model.indicators.isEmpty() || model.indicators.size() > MOST_INDICATORS) {
            throw new IllegalArgumentException("the model '" + model.id + "' asks for " + model.indicators.size()
                    + " indicators, but must ask for 1 to " + MOST_INDICATORS);
        }
        Set<String> names = new HashSet<>();
        for (Indicator indicator : model.indicators) {
            if (!names.add(indicator.name())) {
                throw new IllegalArgumentException(
                        "the model '" + model.id + "' asks for the indicator '" + indicator.name() + "' twice");
            }
        }
        return model;
    }

    static void requireId(String whose, String id) {
        if (id == null || !id.matches("[\\w.-]{1,64}")) {
            throw new IllegalArgumentException("the name of " + whose + " is '" + id
                    + "', but must be letters, digits, '.', '_' or '-', at most 64 of them");
        }
    }

    static void require(String what, String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(what + " must be a text of 1 to " + LONGEST_TEXT + " characters");
        }
    }

    @Override
    public ScoreExplanation explain(IndicatorFrame frame, int row) {
        return foreign.explain(frame, row);
    }

    @Override
    public double score(IndicatorFrame frame, int row) {
        return foreign.score(frame, row);
    }
}
