package org.trano.registry.testkit;

import java.util.ArrayList;
import java.util.List;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.plugin.ScoringModelProvider;

/** The library's own models keep what it asks of others. */
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

    private static final String INDICATORS =
            "\"indicators\": {\"size\": {\"type\": \"number\"}, \"floor\": {\"type\": \"code\"}}, ";

    private static ScoringModel other(String kind, String rest) {
        return DeclaredModel.parse(
                "{\"model\": \"" + kind + "\", \"id\": \"" + kind + "\", \"version\": \"1\", \"unit\": \"points\", "
                        + INDICATORS + rest + "}",
                kind);
    }

    /** One of each other kind. */
    private static final List<ScoringModel> OTHERS = List.of(
            other(
                    "scorecard",
                    "\"questions\": [{\"indicator\": \"floor\", \"codes\": {\"earth\": 0, \"cement\": 9}},"
                            + " {\"indicator\": \"size\", \"steps\": [{\"from\": 0, \"points\": 5}, {\"from\": 4, \"points\": 1}]}]"),
            other(
                    "multidimensional",
                    "\"poor_from\": 0.5, \"dimensions\": [{\"name\": \"d\", \"deprivations\": [{\"name\": \"x\", \"when\": \"floor = 'earth'\"},"
                            + " {\"name\": \"y\", \"when\": \"size > 6\", \"unknown\": \"deprived\"}]}]"),
            other(
                    "rules",
                    "\"match\": \"first\", \"rules\": [{\"name\": \"x\", \"when\": \"size > 3\", \"points\": 2},"
                            + " {\"name\": \"y\", \"when\": \"floor in ('earth', 'sand')\", \"points\": 1}]"),
            other(
                    "trees",
                    "\"trees\": [{\"nodes\": [{\"indicator\": \"size\", \"below\": 4, \"yes\": 1, \"no\": 2, \"value\": 0.1},"
                            + " {\"value\": 0.3}, {\"value\": -0.7}]}]"),
            other(
                    "composite",
                    "\"parts\": [{\"name\": \"a\", \"weight\": 0.3, \"of\": {\"model\": \"linear-pmt\", \"intercept\": 1,"
                            + " \"terms\": [{\"formula\": \"log(size) / 3\"}]}}]"));

    @Override
    protected ScoringModelProvider provider() {
        return new ScoringModelProvider() {
            @Override
            public int api() {
                return API;
            }

            @Override
            public List<ScoringModel> models() {
                List<ScoringModel> all = new ArrayList<>(OTHERS);
                all.add(DeclaredModel.parse(MODEL, "test.json"));
                return all;
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
