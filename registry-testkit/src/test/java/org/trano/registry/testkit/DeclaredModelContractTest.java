package org.trano.registry.testkit;

import java.util.List;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.plugin.ScoringModelProvider;

/** The library's own model keeps what it asks of others. */
class DeclaredModelContractTest extends ScoringModelProviderContract {
    private static final String MODEL = """
            {
              "model": "linear-pmt", "id": "test", "version": "3", "unit": "log XOF",
              "indicators": {"size": {"type": "number"}, "rooms": {"type": "number"}, "floor": {"type": "code"}},
              "intercept": 10,
              "terms": [
                {"indicator": "size", "transform": "log", "coefficient": -0.5},
                {"indicator": "size", "transform": "square", "divide": 100, "coefficient": 2},
                {"indicator": "rooms", "transform": "square_root", "coefficient": 0.25},
                {"indicator": "floor", "codes": {"earth": 0, "cement": 0.3}}
              ],
              "missing": {"rooms": 4}
            }
            """;

    @Override
    protected ScoringModelProvider provider() {
        return new ScoringModelProvider() {
            @Override
            public int api() {
                return API;
            }

            @Override
            public List<ScoringModel> models() {
                return List.of(DeclaredModel.parse(MODEL, "test.json"));
            }
        };
    }

    @Override
    protected List<String> codes(Indicator indicator) {
        return List.of("earth", "cement");
    }

    @Override
    protected boolean isFoundByServiceLoader() {
        return false;
    }
}
