package org.trano.registry.scoring.indicator;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Certainty;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.survey.Answer;

/**
 * One question a model asks a household: a number or a code, read from a column of a file, or worked out from a household of a
 * registry as of its interview. Immutable.
 *
 * @param name its name in the model
 * @param type whether the answer is a number or a code
 * @param column the column of a file of households that holds it
 * @param measure how it is worked out from a household of a registry
 * @param least the least number there can be; negative infinity where nothing is said
 * @param most the greatest number there can be; infinity where nothing is said
 * @param labels what to call it in front of people, by language
 */
public record Indicator(
        String name, Type type, String column, Measure measure, double least, double most, Map<String, String> labels) {
    /**
     * Copies the labels.
     *
     * @param name its name in the model
     * @param type number or code
     * @param column the column of a file
     * @param measure how it is worked out
     * @param least the least number
     * @param most the greatest number
     * @param labels what to call it
     */
    public Indicator {
        if (!(least <= most)) {
            throw new IllegalArgumentException("The indicator '" + name + "' lies between " + least + " and " + most
                    + ", which nothing does. Maybe the two are swapped?");
        }
        labels = Map.copyOf(labels);
    }

    /**
     * An indicator that is called by its name and may have any value.
     *
     * @param name its name in the model
     * @param type number or code
     * @param column the column of a file
     * @param measure how it is worked out
     */
    public Indicator(String name, Type type, String column, Measure measure) {
        this(name, type, column, measure, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Map.of());
    }

    /**
     * What to call it in front of people.
     *
     * @param locale their language
     * @return its label in this language or else in English; its name where it has none
     */
    public String label(Locale locale) {
        String label = labels.getOrDefault(locale.getLanguage(), labels.get("en"));
        return label == null ? name : label;
    }

    /** What kind of answer it has. */
    public enum Type {
        /** A number. */
        NUMBER,
        /** One of a list of codes. */
        CODE
    }

    /**
     * A number read from a column of its name, or worked out from a household of a registry.
     *
     * @param name its name in the model, and the column
     * @param measure how it is worked out from a household
     * @return the indicator
     */
    public static Indicator number(String name, Measure measure) {
        return new Indicator(name, Type.NUMBER, name, measure);
    }

    /**
     * A code read from a column of its name, or worked out from a household of a registry.
     *
     * @param name its name in the model, and the column
     * @param measure how it is worked out from a household
     * @return the indicator
     */
    public static Indicator code(String name, Measure measure) {
        return new Indicator(name, Type.CODE, name, measure);
    }

    /** The answer to an indicator for one household: a number, a code, or the reason why there is none. */
    public sealed interface Value {
        /**
         * The value as a person reads it.
         *
         * @return whole numbers without a fraction, the code, or an empty text where it is missing
         */
        String text();
    }

    /**
     * A number.
     *
     * @param value finite
     */
    public record NumberValue(double value) implements Value {
        /** The largest double below which every whole number has its own. */
        private static final double EXACT = 1L << 53;

        @Override
        public String text() {
            return value == Math.rint(value) && Math.abs(value) < EXACT
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
    }

    /**
     * A code.
     *
     * @param value not blank
     */
    public record CodeValue(String value) implements Value {
        @Override
        public String text() {
            return value;
        }
    }

    /**
     * No answer.
     *
     * @param reason why
     * @param detail what the reason is about: a question, a member, what was written
     */
    public record Missing(MissingReason reason, String detail) implements Value {
        /**
         * No answer, for a reason of one's own.
         *
         * @param detail why, for people
         */
        public Missing(String detail) {
            this(MissingReason.OTHER, detail);
        }

        /**
         * The reason as people read it.
         *
         * @param locale French, or English for all others
         * @return a part of a sentence
         */
        public String describe(Locale locale) {
            return reason.describe(detail, locale);
        }

        @Override
        public String text() {
            return "";
        }
    }

    /** How an indicator is worked out from a household of a registry. */
    public sealed interface Measure {}

    /** How many members the household has, those who count in another left out. */
    public record HouseholdSize() implements Measure {}

    /** The code of the place where the household lives. */
    public record Area() implements Measure {}

    /**
     * An answer of the interview.
     *
     * @param question its name
     */
    public record AnswerTo(String question) implements Measure {}

    /**
     * How many members meet all conditions given.
     *
     * @param ageFrom completed years at least, or null
     * @param ageBelow completed years less than, or null
     * @param sex the sex, or null
     * @param question a question to members, or null
     * @param in the answers that count, empty where there is no question
     */
    public record Count(
            @Nullable Integer ageFrom,
            @Nullable Integer ageBelow,
            @Nullable Sex sex,
            @Nullable String question,
            Set<String> in)
            implements Measure {
        /**
         * Copies the set.
         *
         * @param ageFrom at least, or null
         * @param ageBelow less than, or null
         * @param sex the sex, or null
         * @param question a question, or null
         * @param in the answers that count
         */
        public Count {
            in = Set.copyOf(in);
        }

        /**
         * Members of certain ages.
         *
         * @param from completed years at least
         * @param below completed years less than
         * @return the measure
         */
        public static Count ofAges(int from, int below) {
            return new Count(from, below, null, null, Set.of());
        }
    }

    /**
     * Something about the reference person: the head; where nobody is named head, the oldest member (the one recorded first
     * among several of the same age).
     *
     * @param what {@code age}, {@code sex}, or the name of a question to members
     */
    public record OfReferencePerson(String what) implements Measure {}

    /**
     * What every registry knows of a household, in a definition that is the same everywhere.
     *
     * @param indicator which
     */
    public record Standard(StandardIndicator indicator) implements Measure {}

    /**
     * What a plug-in works out.
     *
     * @param definition how
     */
    public record Defined(IndicatorDefinition definition) implements Measure {}

    /**
     * The household's animals, added up in units: the answer to each question times its weight. The tropical livestock unit counts
     * a camel 1, a head of cattle 0.7, a horse 0.8, a donkey 0.5, a pig 0.2, a sheep or goat 0.1 and a hen 0.01 (Jahnke 1982).
     *
     * @param units the weight of one animal, by question
     */
    public record Livestock(Map<String, Double> units) implements Measure {
        /**
         * Copies the map in the order of the questions, in which the sum is taken.
         *
         * @param units the weights
         */
        public Livestock {
            units = Collections.unmodifiableMap(new TreeMap<>(units));
        }
    }

    /**
     * Works the indicator out.
     *
     * @param household the household
     * @return the answer as of the day of the interview
     */
    public Value of(Household household) {
        LocalDate day = household.interview().date();
        if (measure instanceof HouseholdSize) {
            return new NumberValue(household.size());
        }
        if (measure instanceof Area) {
            return household.area() == null ? new Missing(MissingReason.NO_AREA, "") : new CodeValue(household.area());
        }
        if (measure instanceof AnswerTo answer) {
            return value(household.interview().answers().get(answer.question), answer.question);
        }
        if (measure instanceof Count count) {
            return count(household.members(), count, day);
        }
        if (measure instanceof OfReferencePerson reference) {
            return ofReferencePerson(household, reference.what, day);
        }
        if (measure instanceof Standard standard) {
            return standard.indicator.of(household);
        }
        if (measure instanceof Defined defined) {
            return defined.definition.of(household);
        }
        if (measure instanceof Livestock livestock) {
            return livestock(household, livestock.units);
        }
        throw new AssertionError(measure);
    }

    private Value livestock(Household household, Map<String, Double> units) {
        double sum = 0;
        for (Map.Entry<String, Double> unit : units.entrySet()) {
            Value animals = value(household.interview().answers().get(unit.getKey()), unit.getKey());
            if (!(animals instanceof NumberValue number)) {
                return animals;
            }
            sum += unit.getValue() * number.value();
        }
        return new NumberValue(sum);
    }

    private Value value(@Nullable Answer answer, String question) {
        return answer == null ? new Missing(MissingReason.NOT_ANSWERED, question) : parse(answer.text());
    }

    /**
     * Reads a value from a file or an answer.
     *
     * @param text the text; empty for missing
     * @return the value, or why it is none
     */
    public Value parse(String text) {
        if (text.isEmpty()) {
            return new Missing(MissingReason.EMPTY, column);
        }
        if (type == Type.CODE) {
            return new CodeValue(text);
        }
        try {
            double number = Double.parseDouble(text.replace(',', '.'));
            // Java reads "NaN", "1d" and "0x1p3" as numbers; people who write them mean something else.
            boolean plain = text.chars().allMatch(c -> Character.isDigit(c) || "+-.,eE".indexOf(c) >= 0);
            if (plain && (number < least || number > most)) {
                return new Missing(MissingReason.OUT_OF_RANGE, text);
            }
            return plain && Double.isFinite(number)
                    ? new NumberValue(number == 0 ? 0.0 : number)
                    : new Missing(MissingReason.NOT_A_NUMBER, text);
        } catch (NumberFormatException e) {
            return new Missing(MissingReason.NOT_A_NUMBER, text);
        }
    }

    private static Value count(List<Member> members, Count count, LocalDate day) {
        int n = 0;
        for (Member member : members) {
            Certainty counts = member.countedElsewhere() ? Certainty.NO : counts(member, count, day);
            if (counts == Certainty.MAYBE) {
                return new Missing(MissingReason.WHO_COUNTS, display(member));
            }
            n += counts == Certainty.YES ? 1 : 0;
        }
        return new NumberValue(n);
    }

    private static Certainty counts(Member member, Count count, LocalDate day) {
        Set<Certainty> answers = new HashSet<>();
        if (count.ageFrom != null) {
            answers.add(member.person().birth().isAgedAtLeast(count.ageFrom, day));
        }
        if (count.ageBelow != null) {
            answers.add(not(member.person().birth().isAgedAtLeast(count.ageBelow, day)));
        }
        if (count.sex != null) {
            Sex sex = member.person().sex();
            answers.add(sex == Sex.NOT_KNOWN ? Certainty.MAYBE : sex == count.sex ? Certainty.YES : Certainty.NO);
        }
        if (count.question != null) {
            // Questions about work or school are not put to small children: no answer means the condition is not met.
            Answer answer = member.answers().get(count.question);
            answers.add(answer != null && count.in.contains(answer.text()) ? Certainty.YES : Certainty.NO);
        }
        return answers.contains(Certainty.NO)
                ? Certainty.NO
                : answers.contains(Certainty.MAYBE) ? Certainty.MAYBE : Certainty.YES;
    }

    static Certainty not(Certainty certainty) {
        return switch (certainty) {
            case YES -> Certainty.NO;
            case NO -> Certainty.YES;
            case MAYBE -> Certainty.MAYBE;
        };
    }

    private Value ofReferencePerson(Household household, String what, LocalDate day) {
        Member person = referencePerson(household.members());
        if (person == null) {
            return new Missing(MissingReason.NO_HEAD, "");
        }
        if (what.equals("age")) {
            int age = person.person().birth().ageOn(day);
            return age < 0 ? new Missing(MissingReason.AGE, display(person)) : new NumberValue(age);
        }
        if (what.equals("sex")) {
            Sex sex = person.person().sex();
            return sex == Sex.NOT_KNOWN
                    ? new Missing(MissingReason.SEX, display(person))
                    : new CodeValue(sex.name().toLowerCase(Locale.ROOT));
        }
        return value(person.answers().get(what), what);
    }

    private static @Nullable Member referencePerson(List<Member> members) {
        Member oldest = null;
        for (Member member : members) {
            if (member.relationship() == RelationshipToHead.HEAD) {
                return member;
            }
            boolean known = !member.person().birth().latest().equals(LocalDate.MAX);
            if (known
                    && (oldest == null
                            || member.person()
                                    .birth()
                                    .latest()
                                    .isBefore(oldest.person().birth().latest()))) {
                oldest = member;
            }
        }
        return oldest;
    }

    static String display(Member member) {
        return member.person().name() == null
                ? member.person().id().toString()
                : Objects.requireNonNull(member.person().name()).display();
    }
}
