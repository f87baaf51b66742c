package org.example.care;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trano.registry.scoring.indicator.Indicator.CodeValue;
import org.trano.registry.scoring.indicator.Indicator.NumberValue;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.plugin.ScoringModelProvider;
import org.trano.registry.testkit.ScoringModelProviderContract;

/** Every clause of the contract, and one household counted by hand. */
class CareBurdenTest extends ScoringModelProviderContract {
    @Override
    protected ScoringModelProvider provider() {
        return new CareBurden();
    }

    @Test
    void a_widow_with_three_children_and_her_mother_has_thirteen_points() {
        CareBurden model = new CareBurden();
        IndicatorFrame frame = IndicatorFrame.builder(model.indicators())
                .add("H1", List.of(new NumberValue(3), new NumberValue(1), new CodeValue("female")))
                .build();
        assertEquals(13, model.score(frame, 0));
    }
}
