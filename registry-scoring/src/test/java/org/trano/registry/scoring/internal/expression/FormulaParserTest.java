package org.trano.registry.scoring.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaParserTest {
    private static final Names NAMES = new Names()
            .number("size", 0)
            .number("rooms", 1)
            .code("floor", 2, Set.of("earth", "cement"))
            .code("zone", 3, null)
            .formula(
                    "crowding",
                    new Expression.Combine(
                            Expression.Operation.DIVIDE, new Expression.Value(0), new Expression.Value(1)));

    private static Row row(double size, double rooms, @Nullable String floor, @Nullable String zone) {
        return new Row() {
            @Override
            public double number(int column) {
                return column == 0 ? size : rooms;
            }

            @Override
            public @Nullable String code(int column) {
                return column == 2 ? floor : zone;
            }
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "10 - 4 - 3 | 3",
                "24 / 4 / 3 | 2",
                "-size | -6",
                "--size | 6",
                "2 - -size | 8",
                "1e3 + .5 | 1000.5",
                "min(size, rooms, 1) | 1",
                "max(size, rooms) | 6",
                "square(rooms) | 9",
                "sqrt(rooms + size) | 3",
                "round(2.5) | 3",
                "floor(2.9) + ceil(2.1) + abs(-1) | 6",
                "log(exp(2)) | 2",
                "crowding | 2",
                "if floor = 'earth' then 5 else 7 | 5",
                "if floor in ('cement', 'earth') and not size < rooms then 1 else 0 | 1",
                "if zone = 3 then 1 else 2 | 1",
                "if 1 <= rooms < 4 then 1 else 0 | 1",
                "if true or log(0) < 1 then 1 else 0 | 1",
                "if 'earth' = floor then 1 else 0 | 1",
                "orelse(log(0), 4) | 4",
                "if known(log(0)) then 1 else 0 | 0",
                "if known(floor) then 1 else 0 | 1",
                "if floor = 'earth' then floor(2.5) else 0 | 2",
                "if size > 3 then if rooms > 9 then 1 else 2 else 3 | 2",
                "log(0) |",
                "size / (rooms - 3) |",
                "exp(1000) |",
                "sqrt(-1) |",
                "if 1 / 0 < 2 then 1 else 1 |",
                "min(1, exp(999)) |",
            })
    void formulas_mean_what_people_read_in_them(String text, @Nullable Double value) {
        Expression.Number formula =
                (Expression.Number) FormulaParser.number(text, NAMES).expression();
        assertThat(formula.at(row(6, 3, "earth", "3"))).isEqualTo(value == null ? Double.valueOf(Double.NaN) : value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size < 3 and rooms < 1 | NO",
                "size < 3 or rooms = 3 | YES",
                "floor = 'earth' and size > 3 | UNKNOWN",
                "floor = 'earth' and size < 3 | NO",
                "floor = 'earth' or size > 3 | YES",
                "not (floor = 'earth') | UNKNOWN",
                "floor != 'earth' | UNKNOWN",
            })
    void what_is_not_known_decides_nothing(String text, String truth) {
        Expression.Condition formula =
                (Expression.Condition) FormulaParser.condition(text, NAMES).expression();
        assertThat(formula.at(row(6, 3, null, null)))
                .isEqualTo(Map.of("YES", Truth.YES, "NO", Truth.NO, "UNKNOWN", Truth.UNKNOWN)
                        .get(truth));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size + | character 7: expected a number, a name",
                "size + flor | nothing is called 'flor'. Maybe 'floor'?",
                "size + floor | character 8: expected a number, but this is the codes of 'floor'. Maybe compare it: floor = 'code'",
                "size < 3 | expected a number, but this is a condition. Maybe if … then 1 else 0?",
                "if size then 1 else 2 | character 4: expected a condition, but this is a number. Maybe compare it",
                "if floor = 'erth' then 1 else 2 | 'floor' has no code 'erth'. Maybe 'earth'?",
                "if floor < 'earth' then 1 else 2 | codes have no order",
                "if floor = size then 1 else 2 | expected a code of 'floor', but this is a number",
                "if size in (1, 2) then 1 else 2 | 'in' asks about the codes of an indicator",
                "size ^ 2 | Maybe square(x)?",
                "size && rooms | Maybe 'and'?",
                "if !size then 1 else 2 | Maybe 'not'?",
                "(size | expected a closing bracket, but the formula ends",
                "size) | expected the end of the formula",
                "sin(size) | there is no function 'sin'. There are abs",
                "log(size, 2) | log takes one value, but here are 2",
                "min(size) | min takes two or more values, but here are 1",
                "'earth' + 1 | expected a number, but this is the code 'earth'",
                "if size > 1 then 2 | expected 'else'",
                "3size | a name must begin with a letter",
                "1e999 | too large",
                "1.2.3 | is not a number",
                "if floor = 'earth then 1 else 2 | the quotation mark is never closed",
                "System.exit(0) | nothing is called 'System'",
                "size; rooms | A formula is one expression.",
                "and | 'and' does not fit here",
            })
    void a_fault_is_named_with_its_place_and_advice(String text, String message) {
        assertThatThrownBy(() -> FormulaParser.number(text, NAMES))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining(message);
    }

    /** Ten thousand brackets, minus signs, nots, ifs, and sums that double ten thousand times. */
    @Test
    void no_formula_exhausts_the_machine() {
        int n = 10_000;
        for (String text : new String[] {
            "(".repeat(n) + "1" + ")".repeat(n),
            "(".repeat(1_900) + "1" + ")".repeat(1_900),
            "-".repeat(3_000) + "1",
            "min(".repeat(900) + "1",
            "1" + " * 2".repeat(900),
            "if " + "not ".repeat(900) + "true then 1 else 0",
        }) {
            assertThatThrownBy(() -> FormulaParser.number(text, NAMES))
                    .isInstanceOf(FormulaException.class)
                    .hasMessageContaining("at character");
        }
        assertThat(FormulaParser.number("1" + " + 1".repeat(990), NAMES).depth())
                .isLessThan(10);
        Names names = new Names().number("x", 0);
        assertThatThrownBy(() -> {
                    String last = "x";
                    for (int i = 0; i < n; i++) {
                        names.formula("y" + i, FormulaParser.number(last + " + " + last, names));
                        last = "y" + i;
                    }
                })
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("operations");
    }

    /** Whatever is typed, it is read or refused in words. */
    @Property
    void any_text_is_read_or_refused(@ForAll String noise, @ForAll long seed) {
        Random random = new Random(seed);
        String[] words = {
            "size", "floor", "'earth'", "(", ")", "+", "-", "*", "/", "<", "=", "in", "and", "or", "not", "if", "then",
            "else", "min", "log", "known", ",", "1", "2.5", "{", "}", "true", "orelse", noise
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append(words[random.nextInt(words.length)]).append(' ');
        }
        try {
            Expression read = FormulaParser.any(text.toString(), NAMES).expression();
            if (read instanceof Expression.Number number) {
                assertThat(Double.isInfinite(number.at(row(6, 3, "earth", null))))
                        .isFalse();
            } else if (read instanceof Expression.Condition condition) {
                assertThat(condition.at(row(6, 3, null, "1"))).isBetween((byte) 0, (byte) 2);
            }
        } catch (FormulaException refused) {
            assertThat(refused.getMessage()).startsWith("at character");
        }
    }
}
