package org.trano.registry.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.Indicator.CodeValue;
import org.trano.registry.scoring.indicator.Indicator.Missing;
import org.trano.registry.scoring.indicator.Indicator.NumberValue;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.indicator.MissingReason;

class DeclaredModelTest {
    private static final String MODEL = """
            {
              "model": "linear-pmt", "id": "test", "version": "3", "unit": "log XOF",
              "indicators": {
                "size": {"type": "number"}, "rooms": {"type": "number"}, "floor": {"type": "code", "column": "sol"}
              },
              "intercept": 10,
              "terms": [
                {"indicator": "size", "transform": "log", "coefficient": -0.5},
                {"indicator": "size", "transform": "square", "divide": 100, "coefficient": 2},
                {"indicator": "rooms", "transform": "square_root", "coefficient": 0.25},
                {"indicator": "floor", "codes": {"earth": 0, "cement": 0.3}}
              ],
              "missing": {"rooms": 4},
              "cutoff": 9.5, "eligible": "below"
            }
            """;

    private static DeclaredModel model() {
        return DeclaredModel.parse(MODEL, "test.json");
    }

    private static IndicatorFrame frame(DeclaredModel model, Indicator.Value... values) {
        return IndicatorFrame.builder(model.indicators())
                .add("H1", List.of(values))
                .build();
    }

    @Test
    void a_score_is_the_sum_of_its_terms() {
        DeclaredModel model = model();
        IndicatorFrame frame = frame(model, new NumberValue(4), new NumberValue(9), new CodeValue("cement"));
        double expected = 10 - 0.5 * StrictMath.log(4) + 2 * 16 / 100.0 + 0.25 * 3 + 0.3;
        assertThat(model.score(frame)[0]).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(model.name()).isEqualTo("test 3");
        assertThat(model.decide(frame, 0).eligible()).isEqualTo(expected < 9.5 ? Certainty.YES : Certainty.NO);
        assertThat(model.indicators()).extracting(Indicator::column).containsExactly("size", "rooms", "sol");
    }

    @Test
    void what_is_missing_gives_no_score_and_says_why_unless_the_model_states_a_value() {
        DeclaredModel model = model();
        IndicatorFrame assumed = frame(model, new NumberValue(4), new Missing("empty"), new CodeValue("earth"));
        ScoreExplanation why = model.explain(assumed, 0);
        assertThat(why.missing()).isEmpty();
        assertThat(why.parts().get(2).substituted()).isTrue();
        assertThat(why.parts().get(2).points()).isEqualTo(0.5);
        assertThat(why.score()).isEqualTo(model.score(assumed)[0]);

        IndicatorFrame without =
                frame(model, new Missing("'size' is empty"), new NumberValue(1), new CodeValue("gold"));
        assertThat(model.score(without)[0]).isNaN();
        assertThat(model.explain(without, 0).missing())
                .containsEntry("size", new Missing("'size' is empty"))
                .containsEntry("floor", new Missing(MissingReason.UNKNOWN_CODE, "gold"));

        IndicatorFrame zero = frame(model, new NumberValue(0), new NumberValue(1), new CodeValue("earth"));
        assertThat(model.score(zero)[0]).isNaN();
        assertThat(model.explain(zero, 0).missing()).containsEntry("size", new Missing(MissingReason.UNDEFINED, "0"));
    }

    /** Adding the parts of an explanation from left to right gives the very bits of the score. */
    @Property
    void an_explanation_adds_up_to_the_bit(@ForAll long seed) {
        Random random = new Random(seed);
        DeclaredModel model = model();
        IndicatorFrame.Builder builder = IndicatorFrame.builder(model.indicators());
        int rows = 1 + random.nextInt(30);
        for (int row = 0; row < rows; row++) {
            builder.add(
                    "H" + row,
                    List.of(
                            random.nextInt(9) == 0 ? new Missing("m") : new NumberValue(random.nextInt(12)),
                            random.nextInt(9) == 0 ? new Missing("m") : new NumberValue(random.nextDouble() * 9),
                            random.nextInt(9) == 0
                                    ? new Missing("m")
                                    : new CodeValue(random.nextBoolean() ? "earth" : "cement")));
        }
        IndicatorFrame frame = builder.build();
        double[] scores = model.score(frame);
        for (int row = 0; row < rows; row++) {
            ScoreExplanation why = model.explain(frame, row);
            double sum = why.intercept();
            for (ScoreExplanation.Part part : why.parts()) {
                sum += part.points();
            }
            assertThat(Double.doubleToLongBits(sum)).isEqualTo(Double.doubleToLongBits(scores[row]));
            assertThat(Double.isNaN(sum)).isEqualTo(!why.missing().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"linear-pmt\" | \"magic\" | must be one of linear-pmt",
                "\"intercept\": 10, | | needs 'intercept'",
                "\"coefficient\": -0.5 | \"coefficient\": \"x\" | term 1 needs 'coefficient'",
                "\"coefficient\": -0.5 | \"coefficient\": -0.5, \"factor\": 1 | 'factor' that means nothing here",
                "\"divide\": 100 | \"divide\": 0 | divides by zero",
                "\"log\" | \"ln\" | transform 'ln'",
                "{\"indicator\": \"rooms\" | {\"indicator\": \"room\" | uses the indicator 'room'",
                "\"codes\": {\"earth\": 0, \"cement\": 0.3} | \"coefficient\": 1 | needs 'codes'",
                "\"missing\": {\"rooms\": 4} | \"missing\": {\"room\": 4} | names the indicator 'room'",
                "\"below\" | \"under\" | must be one of below, above",
                "\"type\": \"code\" | \"type\": \"text\" | must be one of number, code",
                "\"version\": \"3\" | \"version\": 3 | needs 'version', a text",
                "\"id\": \"test\" | \"id\": \"test\", \"id\": \"x\" | Duplicate",
            })
    void a_fault_in_a_model_is_named(String what, @org.jspecify.annotations.Nullable String with, String message) {
        String broken = MODEL.replace(what, with == null ? "" : with);
        assertThat(broken).isNotEqualTo(MODEL);
        assertThatThrownBy(() -> DeclaredModel.parse(broken, "broken.json"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("broken.json")
                .hasMessageContaining(message);
    }

    /** Cut off or mangled anywhere, a model is read or refused in words. */
    @Property
    void a_mangled_model_never_breaks_the_reader(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(MODEL);
        for (int n = 1 + random.nextInt(3); n > 0 && !text.isEmpty(); n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setLength(at + 1);
                case 1 -> text.deleteCharAt(at);
                default -> text.setCharAt(at, "{}[]\",:x0-".charAt(random.nextInt(10)));
            }
        }
        try {
            DeclaredModel.parse(text.toString(), "mangled.json");
        } catch (DataException refused) {
            assertThat(refused.problem().describe(Locale.FRENCH)).startsWith("mangled.json");
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "'1,5', 1.5", "-0.25, -0.25", "1e3, 1000", "-0, 0"})
    void numbers_are_read_as_people_write_them(String text, double value) {
        assertThat(model().indicators().get(0).parse(text)).isEqualTo(new NumberValue(value));
    }

    @ParameterizedTest
    @CsvSource({"''", "NaN", "Infinity", "1d", "0x1p3", "trois", "1 000", "1e999"})
    void what_is_no_number_is_missing_with_a_reason(String text) {
        assertThat(model().indicators().get(0).parse(text)).isInstanceOf(Missing.class);
    }

    @Test
    void a_frame_refuses_values_of_the_wrong_kind() {
        DeclaredModel model = model();
        List<Indicator.Value> wrong =
                new ArrayList<>(List.of(new CodeValue("x"), new NumberValue(1), new CodeValue("earth")));
        assertThatThrownBy(() -> IndicatorFrame.builder(model.indicators()).add("H", wrong))
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> IndicatorFrame.builder(model.indicators()).add("H", wrong.subList(0, 1)))
                .hasMessageContaining("Maybe");
    }
}
