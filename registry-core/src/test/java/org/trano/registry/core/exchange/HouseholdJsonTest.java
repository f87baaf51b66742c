package org.trano.registry.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.HouseholdRegistered;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.survey.Answer;

/** A household as a form gives it. */
class HouseholdJsonTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final String FORM = """
            {"area": "TG0301", "kind": "family", "identifiers": {"source": "F-17"},
             "interview": {"date": "28/02/2026", "form": "RSU/3", "answers": {"walls": "mud", "rooms": 2.50}},
             "members": [
              {"name": "Afi Mensah", "sex": "femme", "birth": "12/06/1985", "relationship": "head",
               "phones": ["90 12 34 56"], "identifiers": {"national_id": "TG4711"}, "other_names": ["آفي"],
               "marital_status": "widowed", "answers": {"works": "yes"}},
              {"given_names": "Kodjo", "surname": "Mensah", "age": 40, "sex": "M", "relationship": "fils"},
              {"name": "Yawa", "birth": "198X", "displacement": "refugee"}]}
            """;

    private static Household parse(String json) {
        return HouseholdJson.parse(json, "form.json", TODAY);
    }

    @Test
    void a_form_becomes_a_household() {
        Household household = parse(FORM);
        assertThat(household.area()).isEqualTo("TG0301");
        assertThat(household.sourceId()).isEqualTo("F-17");
        assertThat(household.interview().date()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(household.interview().answers())
                .containsEntry("walls", Answer.of("mud"))
                .containsEntry("rooms", Answer.of(2.5));
        assertThat(household.members())
                .extracting(Member::relationship)
                .containsExactly(RelationshipToHead.HEAD, RelationshipToHead.CHILD, RelationshipToHead.UNKNOWN);
        Member afi = household.members().get(0);
        assertThat(afi.person().sex()).isEqualTo(Sex.FEMALE);
        assertThat(afi.person().birth()).hasToString("1985-06-12");
        assertThat(afi.person().identifier(Identifier.NATIONAL_ID)).isEqualTo("TG4711");
        assertThat(afi.person().otherNames()).hasSize(1);
        assertThat(afi.answers()).containsEntry("works", Answer.of("yes"));
        assertThat(household.members().get(1).person().birth().ageOn(TODAY)).isEqualTo(40);
        assertThat(parse("\uFEFF{\"members\":[{\"name\":\"Yawa\"}]}")
                        .interview()
                        .date())
                .isEqualTo(TODAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                     | json.invalid",
                "[]                                                    | json.kind",
                "{}                                                    | json.nobody",
                "{\"members\":[]}                                      | json.nobody",
                "{\"members\":{}}                                      | json.kind",
                "{\"members\":[1]}                                     | json.kind",
                "{\"members\":[{}]}                                    | json.unnamed",
                "{\"membres\":[]}                                      | json.field",
                "{\"members\":[{\"name\":\"A\",\"nom\":\"B\"}]}        | json.field",
                "{\"members\":[{\"name\":true}]}                       | json.kind",
                "{\"members\":[{\"name\":\"A\",\"name\":\"B\"}]}       | json.invalid",
                "{\"members\":[{\"name\":\"A\",\"sex\":\"X\"}]}        | sex.unknown",
                "{\"members\":[{\"name\":\"A\",\"birth\":\"31/02/1985\"}]} | date.impossible",
                "{\"members\":[{\"name\":\"A\",\"birth\":\"2031\"}]}   | date.future",
                "{\"members\":[{\"name\":\"A\",\"birth\":\"soon\"}]}   | date.unreadable",
                "{\"members\":[{\"name\":\"A\",\"age\":\"-3\"}]}       | age.unreadable",
                "{\"members\":[{\"name\":\"A\",\"relationship\":\"boss\"}]} | relationship.unknown",
                "{\"members\":[{\"name\":\"A\",\"marital_status\":\"complicated\"}]} | json.value",
                "{\"members\":[{\"name\":\"A\\u0000\"}]}               | json.text",
                "{\"members\":[{\"name\":\"A\\ud83d\"}]}               | json.text",
                "{\"members\":[{\"name\":\"A\",\"answers\":{\"\\u0000\":1}}]} | json.text",
                "{\"members\":[{\"name\":\"A\",\"identifiers\":{\"x\uD83D\":\"1\"}}]} | json.text",
                "{\"members\":[{\"name\":\"A\",\"answers\":{\"x\":1e999999}}]} | number.unreadable",
                "{\"members\":[{\"name\":\"A\"}]} {}                   | json.invalid",
            })
    void bad_input_is_named_in_words(String json, String code) {
        assertThatThrownBy(() -> parse(json)).isInstanceOfSatisfying(DataException.class, e -> {
            assertThat(e.problem().code()).isEqualTo(code);
            assertThat(e.problem().describe(Locale.FRENCH))
                    .startsWith("form.json")
                    .doesNotContain("{0}", "{1}");
        });
    }

    @Test
    void a_message_names_the_field() {
        assertThatThrownBy(() -> parse(FORM.replace("198X", "1985-13-40")))
                .hasMessageStartingWith("form.json, members[2].birth '1985-13-40':");
    }

    /** Whatever is done to a form, it is read or refused in words, and what is read can be recorded. */
    @Property(tries = 2000)
    void any_text_is_read_or_refused(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(FORM);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(text.length());
            String piece = FORM.substring(0, random.nextInt(FORM.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, "{}[]\",:0\0\\é\uD83Dx".charAt(random.nextInt(13)));
                case 2 -> text.insert(at, piece.substring(Math.max(0, piece.length() - 12)));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
            }
        }
        try {
            Household household = parse(text.toString());
            byte[] bytes = EventCodec.standard().write(new HouseholdRegistered(household));
            assertThat(EventCodec.standard().read(HouseholdRegistered.TYPE, 1, bytes))
                    .isEqualTo(new HouseholdRegistered(household));
        } catch (DataException e) {
            assertThat(e.problem().describe(Locale.FRENCH)).isNotBlank();
        }
    }

    @Test
    void files_that_cannot_be_forms_are_refused(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> HouseholdJson.read(folder.resolve("none.json"), TODAY))
                .hasMessageContaining("none.json");
        Path large = folder.resolve("large.json");
        Files.writeString(large, "{\"area\":\"" + "x".repeat(1 << 20) + "\"}", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> HouseholdJson.read(large, TODAY)).hasMessageContaining("1048576");
        Path deep = folder.resolve("deep.json");
        Files.writeString(deep, "[".repeat(100_000), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> HouseholdJson.read(deep, TODAY)).isInstanceOf(DataException.class);
        Path form = Files.writeString(folder.resolve("form.json"), FORM, StandardCharsets.UTF_8);
        assertThat(HouseholdJson.read(form, TODAY).members()).hasSize(3);
    }
}
