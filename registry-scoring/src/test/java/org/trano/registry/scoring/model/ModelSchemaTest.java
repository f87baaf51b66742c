package org.trano.registry.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trano.registry.core.problem.DataException;

/** The published schema, by a validator of others, and the reader say the same as far as a schema can. */
class ModelSchemaTest {
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try (InputStream in = Objects.requireNonNull(DeclaredModel.class.getResourceAsStream(DeclaredModel.SCHEMA))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String faults(String json) {
        return SCHEMA.validate(json, InputFormat.JSON).toString();
    }

    @Property(tries = 300)
    void every_model_that_is_read_fits_the_schema(@ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        ModelKind kind = ModelKind.values()[(int) Math.floorMod(seed, (long) ModelKind.values().length)];
        String json = random.json(kind);
        DeclaredModel.parse(json, "random");
        assertThat(faults(json)).as(json).isEqualTo("[]");
    }

    /** A property that means nothing is refused by both, wherever it stands. */
    @Property(tries = 300)
    void a_property_too_many_is_refused_by_both(@ForAll long seed) {
        Random chance = new Random(seed);
        RandomModels random = new RandomModels(seed);
        String json = random.json(ModelKind.values()[(int) Math.floorMod(seed, (long) ModelKind.values().length)]);
        int brace = -1;
        for (int skip = chance.nextInt(4); skip >= 0; skip--) {
            brace = json.indexOf("\"indicator\": ", brace + 1);
            if (brace < 0) {
                return;
            }
        }
        String more = json.substring(0, brace) + "\"colour\": 1, " + json.substring(brace);
        assertThatThrownBy(() -> DeclaredModel.parse(more, "more")).isInstanceOf(DataException.class);
        assertThat(faults(more)).isNotEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model\": \"linear-pmt\" | \"model\": \"magic\"",
                "\"intercept\": 1 | \"intercept\": \"one\"",
                "\"type\": \"number\" | \"type\": \"text\"",
                "\"coefficient\": 2 | \"coeficient\": 2",
                "\"cutoff\": 3 | \"cutoff\": 3, \"other\": 1",
                "\"id\": \"m\", |",
            })
    void faults_a_schema_can_see_are_seen_by_both(String what, @org.jspecify.annotations.Nullable String with) {
        String json =
                "{\"model\": \"linear-pmt\", \"id\": \"m\", \"version\": \"1\", \"indicators\": {\"x\": {\"type\": \"number\"}},"
                        + " \"intercept\": 1, \"terms\": [{\"indicator\": \"x\", \"coefficient\": 2}], \"cutoff\": 3}";
        assertThat(faults(json)).isEqualTo("[]");
        String broken = json.replace(what, with == null ? "" : with);
        assertThat(broken).isNotEqualTo(json);
        assertThat(faults(broken)).isNotEqualTo("[]");
        assertThatThrownBy(() -> DeclaredModel.parse(broken, "broken")).isInstanceOf(DataException.class);
    }
}
