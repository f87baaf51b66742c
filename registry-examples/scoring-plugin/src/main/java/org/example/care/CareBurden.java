package org.example.care;

import java.util.List;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.Neediest;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.plugin.ScoringModelProvider;

/** How many people a household has to care for: two points a child, three an elder, four where a woman heads it. */
public final class CareBurden implements ScoringModelProvider, ScoringModel {
    private static final List<Indicator> INDICATORS = List.of(
            Indicator.number("children", Indicator.Count.ofAges(0, 15)),
            Indicator.number("elders", Indicator.Count.ofAges(65, 150)),
            Indicator.code("head_sex", new Indicator.OfReferencePerson("sex")));

    @Override public int api() { return API; }
    @Override public List<ScoringModel> models() { return List.of(this); }
    @Override public List<IndicatorDefinition> definitions() { return List.of(new Carers()); }
    @Override public String id() { return "care-burden"; }
    @Override public String version() { return "1"; }
    @Override public String unit() { return "points"; }
    @Override public List<Indicator> indicators() { return INDICATORS; }
    @Override public Neediest neediest() { return Neediest.HIGHEST; }

    @Override public ScoreExplanation explain(IndicatorFrame frame, int row) {
        return ScoreExplanation.of(this, frame, row)
                .number("children", children -> 2 * children)
                .number("elders", elders -> 3 * elders)
                .code("head_sex", sex -> sex.equals("female") ? 4 : 0)
                .build();
    }
}
