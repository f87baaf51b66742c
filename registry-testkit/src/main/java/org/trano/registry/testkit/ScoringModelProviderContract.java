package org.trano.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.PersonName;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;
import org.trano.registry.core.survey.Answer;
import org.trano.registry.core.survey.Interview;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.model.ScoreExplanation;
import org.trano.registry.scoring.model.ScoringModel;
import org.trano.registry.scoring.plugin.ScoringModelProvider;
import org.trano.registry.scoring.plugin.ScoringPlugins;

/**
 * What every {@link ScoringModelProvider} and its models must keep. Extend it, return your provider from {@link #provider()}, and
 * run it with JUnit 5 and jqwik: households with all kinds of values, and with missing ones, are put to each model and each indicator.
 */
public abstract class ScoringModelProviderContract {
    private static final double[] UNUSUAL = {0, -1, 0.5, 1e-300, 1e300, -1e300, Double.MAX_VALUE, 1_000_003};

    /** For subclasses. */
    protected ScoringModelProviderContract() {}

    /**
     * A new provider.
     *
     * @return the provider
     */
    protected abstract ScoringModelProvider provider();

    /**
     * Codes that a coded indicator may have, besides some that no model knows. Override it so that yours are tried.
     *
     * @param indicator a coded indicator of a model
     * @return its codes; the standard ones are {@code yes, no, 0, 1, male, female}
     */
    protected List<String> codes(Indicator indicator) {
        return List.of("yes", "no", "0", "1", "male", "female");
    }

    /**
     * Whether it is to be found on the class and module path. Override it for a provider that is only given explicitly.
     *
     * @return true
     */
    protected boolean isFoundByServiceLoader() {
        return true;
    }

    @Test
    void it_loads_without_a_complaint_and_was_built_for_this_version() {
        try (ScoringPlugins plugins =
                ScoringPlugins.builder().provider(provider()).load()) {
            assertThat(plugins.problems()).isEmpty();
            assertThat(plugins.models()).hasSameSizeAs(provider().models());
            assertThat(plugins.indicators()).hasSameSizeAs(provider().definitions());
        }
    }

    /** A provider declared in one of the two places only is lost on the other path, or in a native image. */
    @Test
    void it_is_declared_for_the_class_path_and_for_the_module_path() throws IOException {
        if (!isFoundByServiceLoader()) {
            return;
        }
        Declaration.check(ScoringModelProvider.class, provider().getClass());
    }

    @Property
    void the_same_household_gets_the_same_bits_again_and_on_other_threads(@ForAll long seed) {
        for (ScoringModel model : provider().models()) {
            IndicatorFrame frame = frame(model, rows(model, new Random(seed), 20));
            double[] once = scores(model, frame);
            List<CompletableFuture<double[]>> others = IntStream.range(0, 3)
                    .mapToObj(t -> CompletableFuture.supplyAsync(() -> scores(model, frame)))
                    .toList();
            for (CompletableFuture<double[]> other : others) {
                assertThat(other.join()).isEqualTo(once);
            }
        }
    }

    @Property
    void a_score_depends_on_the_household_alone(@ForAll long seed) {
        for (ScoringModel model : provider().models()) {
            List<List<Indicator.Value>> rows = rows(model, new Random(seed), 12);
            double[] together = scores(model, frame(model, rows));
            for (int i = 0; i < rows.size(); i++) {
                double alone = scores(model, frame(model, List.of(rows.get(i))))[0];
                assertThat(alone).isEqualTo(Double.valueOf(together[i]));
            }
        }
    }

    @Property
    void an_explanation_explains_the_score_and_a_missing_score_has_a_reason(@ForAll long seed) {
        for (ScoringModel model : provider().models()) {
            IndicatorFrame frame = frame(model, rows(model, new Random(seed), 20));
            for (int row = 0; row < frame.size(); row++) {
                double score = model.score(frame, row);
                // Its constructor has checked that the parts add up.
                ScoreExplanation why = model.explain(frame, row);
                assertThat(why.score()).isEqualTo(Double.valueOf(score));
                assertThat(why.household()).isEqualTo(frame.id(row));
                assertThat(why.model()).isEqualTo(model.name());
                assertThat(Double.isInfinite(score)).as("an infinite score").isFalse();
                assertThat(why.missing().isEmpty())
                        .as("a reason if and only if there is no score: " + why)
                        .isEqualTo(!Double.isNaN(score));
            }
        }
    }

    @Property
    void an_indicator_gives_every_household_a_value_of_its_kind_and_the_same_on_other_threads(@ForAll long seed) {
        Household household = household(new Random(seed));
        for (IndicatorDefinition definition : provider().definitions()) {
            Indicator.Value value = definition.of(household);
            if (value instanceof Indicator.NumberValue number) {
                assertThat(definition.type()).as(definition.name()).isEqualTo(Indicator.Type.NUMBER);
                assertThat(Double.isFinite(number.value()))
                        .as(definition.name() + " is finite")
                        .isTrue();
            } else if (value instanceof Indicator.CodeValue code) {
                assertThat(definition.type()).as(definition.name()).isEqualTo(Indicator.Type.CODE);
                assertThat(code.value()).as(definition.name()).isNotBlank();
            } else {
                assertThat(value).as(definition.name()).isInstanceOf(Indicator.Missing.class);
                assertThat(((Indicator.Missing) value).detail())
                        .as("why " + definition.name() + " is missing")
                        .isNotNull();
            }
            assertThat(CompletableFuture.supplyAsync(() -> definition.of(household))
                            .join())
                    .as("on another thread")
                    .isEqualTo(value);
        }
    }

    /**
     * What an interview may have asked, besides nothing: its answers are put to indicators. Override it so that your questions are
     * asked.
     *
     * @return the names of questions to the household and to members
     */
    protected List<String> questions() {
        return List.of("livelihood", "floor", "work", "school");
    }

    /** A household as registers have them: unknown sexes, partial dates, nobody named head, nobody left. */
    private Household household(Random random) {
        LocalDate day = LocalDate.of(2000 + random.nextInt(40), 1 + random.nextInt(12), 1 + random.nextInt(28));
        Household.Builder home = Household.builder(HouseholdId.create(), new Interview(day, answers(random)));
        if (random.nextInt(4) > 0) {
            home.area("TG0" + random.nextInt(6) + "01");
        }
        RelationshipToHead[] relationships = RelationshipToHead.values();
        Sex[] sexes = Sex.values();
        boolean headed = random.nextInt(5) > 0;
        for (int i = random.nextInt(9); i > 0; i--) {
            LocalDate birth = day.minusDays(random.nextInt(36_000));
            Person.Builder person = Person.builder(PersonId.create()).sex(sexes[random.nextInt(sexes.length)]);
            switch (random.nextInt(4)) {
                case 0 -> person.birth(UncertainDate.parse(birth.toString()));
                case 1 -> person.birth(UncertainDate.parse(Integer.toString(birth.getYear())));
                case 2 -> person.birth(UncertainDate.parse(birth.toString().substring(0, 7)));
                default -> {
                    // Nobody knows when.
                }
            }
            if (random.nextBoolean()) {
                person.name(PersonName.of("Ama Mensah", "Latn", "fr"));
            }
            RelationshipToHead relationship =
                    headed && i == 1 ? RelationshipToHead.HEAD : relationships[random.nextInt(relationships.length)];
            home.member(new Member(person.build(), relationship, answers(random)));
        }
        return home.build();
    }

    private Map<String, Answer> answers(Random random) {
        Map<String, Answer> answers = new HashMap<>();
        for (String question : questions()) {
            switch (random.nextInt(4)) {
                case 0 -> answers.put(question, Answer.of(random.nextInt(40) - 2));
                case 1 -> answers.put(question, new Answer.Coded(random.nextBoolean() ? "yes" : "a code nobody knows"));
                default -> {
                    // Nobody asked.
                }
            }
        }
        return answers;
    }

    private static double[] scores(ScoringModel model, IndicatorFrame frame) {
        double[] scores = new double[frame.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = model.score(frame, row);
        }
        return scores;
    }

    private static IndicatorFrame frame(ScoringModel model, List<List<Indicator.Value>> rows) {
        IndicatorFrame.Builder frame = IndicatorFrame.builder(model.indicators());
        for (int i = 0; i < rows.size(); i++) {
            frame.add("H" + i, rows.get(i));
        }
        return frame.build();
    }

    private List<List<Indicator.Value>> rows(ScoringModel model, Random random, int count) {
        List<List<Indicator.Value>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Indicator.Value> row = new ArrayList<>();
            for (Indicator indicator : model.indicators()) {
                row.add(value(indicator, random));
            }
            rows.add(row);
        }
        return rows;
    }

    private Indicator.Value value(Indicator indicator, Random random) {
        if (random.nextInt(12) == 0) {
            return new Indicator.Missing("it was not asked");
        }
        if (indicator.type() == Indicator.Type.CODE) {
            List<String> codes = codes(indicator);
            return new Indicator.CodeValue(
                    random.nextInt(20) == 0 ? "a code nobody knows" : codes.get(random.nextInt(codes.size())));
        }
        return new Indicator.NumberValue(
                random.nextInt(10) == 0 ? UNUSUAL[random.nextInt(UNUSUAL.length)] : random.nextInt(12));
    }
}
