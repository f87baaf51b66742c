package org.trano.registry.scoring.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;
import org.trano.registry.scoring.indicator.Indicator.CodeValue;
import org.trano.registry.scoring.indicator.Indicator.Missing;
import org.trano.registry.scoring.indicator.Indicator.NumberValue;
import org.trano.registry.scoring.indicator.Indicator.Type;
import org.trano.registry.scoring.indicator.Indicator.Value;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.indicator.MissingReason;
import org.trano.registry.scoring.model.DeclaredModel;
import org.trano.registry.scoring.model.ScoringModel;

/** Indicators that plug-ins bring, used by declared models; what one does wrong costs its own value only. */
class PluginIndicatorTest {
    private static final String MODEL = """
            {"model": "linear-pmt", "id": "m", "version": "1", "source": "a test", "intercept": 1,
             "indicators": {"goats": {"type": "number"}, "load": {"type": "number", "registry": {"plugin": "care_load", "version": "2"}}},
             "terms": [{"indicator": "load", "coefficient": 10}, {"indicator": "goats", "coefficient": 1}]}
            """;

    private record Definition(String name, String version, Type type, Function<Household, Value> how)
            implements IndicatorDefinition {
        @Override
        public Value of(Household household) {
            return how.apply(household);
        }
    }

    private static ScoringPlugins plugins(IndicatorDefinition... definitions) {
        return ScoringPlugins.builder()
                .provider(new ScoringModelProvider() {
                    @Override
                    public int api() {
                        return API;
                    }

                    @Override
                    public List<ScoringModel> models() {
                        return List.of();
                    }

                    @Override
                    public List<IndicatorDefinition> definitions() {
                        return List.of(definitions);
                    }
                })
                .load();
    }

    private static Definition load(Function<Household, Value> how) {
        return new Definition("care_load", "2", Type.NUMBER, how);
    }

    private static Household household(int goats) {
        return new Household(
                HouseholdId.create(),
                List.of(),
                "Kara",
                new Interview(LocalDate.of(2026, 3, 1), Map.of("goats", Answer.of(goats))),
                List.of());
    }

    private static double goats(Household household) {
        return Double.parseDouble(household
                .interview()
                .answers()
                .getOrDefault("goats", Answer.of(0))
                .text());
    }

    private static double score(DeclaredModel model, Household household) {
        IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
        frame.add("H", model.indicators().stream().map(i -> i.of(household)).toList());
        return model.score(frame.build(), 0);
    }

    @Test
    void a_declared_model_asks_for_an_indicator_by_name_and_version() {
        try (ScoringPlugins plugins = plugins(load(home -> new NumberValue(goats(home) + 1)))) {
            assertThat(plugins.problems()).isEmpty();
            DeclaredModel model = DeclaredModel.parse(MODEL, "m.json", plugins.indicators());
            assertThat(score(model, household(3))).isEqualTo(1 + 40 + 3);
            assertThat(score(model.on(LocalDate.of(2026, 1, 1)), household(0))).isEqualTo(11);
        }
    }

    @Test
    void what_is_not_loaded_is_another_version_or_another_kind_is_said() {
        assertThatThrownBy(() -> DeclaredModel.parse(MODEL, "m.json"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the indicator 'load' asks for the indicator 'care_load 2' of a plug-in")
                .hasMessageContaining("--plugins");
        Definition old = new Definition("care_load", "1", Type.NUMBER, home -> new NumberValue(1));
        assertThatThrownBy(() -> DeclaredModel.parse(MODEL, "m.json", List.of(old)))
                .hasMessageContaining("maybe 'care_load 1'?");
        Definition code = new Definition("care_load", "2", Type.CODE, home -> new CodeValue("x"));
        assertThatThrownBy(() -> DeclaredModel.parse(MODEL, "m.json", List.of(code)))
                .hasMessageContaining("is 'care_load' of a plug-in, which is a code");
        assertThatThrownBy(() -> DeclaredModel.parse(MODEL.replace(", \"version\": \"2\"}", "}"), "m.json"))
                .hasMessageContaining("the indicator 'load' needs 'version'");
    }

    private static Missing failed(Definition definition, Household household) {
        try (ScoringPlugins plugins = plugins(definition)) {
            Value value = plugins.indicators().get(0).of(household);
            assertThat(value).isInstanceOf(Missing.class);
            assertThat(((Missing) value).reason()).isEqualTo(MissingReason.PLUGIN_FAILED);
            return (Missing) value;
        }
    }

    @Test
    @SuppressWarnings("NullAway") // What a plug-in gives need not be what it may.
    void what_an_indicator_does_wrong_is_a_reason_and_never_a_number() {
        assertThat(failed(load(home -> new NumberValue(7 / (int) (goats(home) - 1))), household(1))
                        .detail())
                .contains("care_load", "by zero");
        assertThat(failed(load(home -> new NumberValue(Double.NaN)), household(1))
                        .detail())
                .contains("no finite number");
        assertThat(failed(load(home -> new CodeValue("much")), household(1)).detail())
                .contains("no finite number");
        assertThat(failed(load(home -> null), household(1)).detail()).contains("null");
        assertThat(failed(new Definition("x", "1", Type.CODE, home -> new NumberValue(1)), household(1))
                        .detail())
                .contains("no code");
        assertThat(failed(load(PluginIndicatorTest::deeper), household(1)).describe(Locale.FRENCH))
                .contains("le module a échoué", "StackOverflowError");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Value deeper(Household household) {
        return deeper(household);
    }

    @Test
    @Timeout(30)
    void one_that_hangs_is_left_behind_and_after_three_times_asked_no_more() {
        CountDownLatch never = new CountDownLatch(1);
        try (ScoringPlugins plugins = plugins(load(home -> {
            while (goats(home) == 7 && never.getCount() > 0) {
                Thread.onSpinWait();
            }
            return new NumberValue(goats(home));
        }))) {
            IndicatorDefinition indicator = plugins.indicators().get(0);
            assertThat(indicator.of(household(7))).isInstanceOf(Missing.class);
            assertThat(indicator.of(household(5))).isEqualTo(new NumberValue(5));
            assertThat(indicator.of(household(7))).isInstanceOf(Missing.class);
            assertThat(indicator.of(household(7)))
                    .isInstanceOfSatisfying(
                            Missing.class, why -> assertThat(why.detail()).contains("no answer within 1 s"));
            assertThat(indicator.of(household(5)))
                    .isInstanceOfSatisfying(
                            Missing.class, why -> assertThat(why.detail()).contains("stuck on 3 households"));
        } finally {
            never.countDown();
        }
    }

    @Test
    void one_that_is_there_already_or_has_no_name_is_left_out_and_named() {
        try (ScoringPlugins plugins = plugins(load(home -> new NumberValue(1)), load(home -> new NumberValue(2)))) {
            assertThat(plugins.indicators()).hasSize(1);
            assertThat(plugins.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("plugin.duplicate-indicator"));
        }
        try (ScoringPlugins plugins = plugins(new Definition("two words", "1", Type.NUMBER, home -> null))) {
            assertThat(plugins.indicators()).isEmpty();
            assertThat(plugins.problems().get(0).describe(Locale.ENGLISH)).contains("two words");
        }
        try (ScoringPlugins plugins = plugins()) {
            assertThat(plugins.problems().get(0).describe(Locale.ENGLISH)).contains("no models and no indicators");
        }
    }
}
