package org.trano.registry.portal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shapes or points of areas, by P-code: what the ministry supplies, or the points of the demonstration. */
@Component
class Boundaries {
    private final Map<String, JsonNode> shapes = new HashMap<>();

    Boundaries(PortalSettings settings) throws IOException {
        if (settings.boundaries() != null) {
            CsvFile.requireFile(settings.boundaries());
            try (InputStream in = Files.newInputStream(settings.boundaries())) {
                read(in, settings.boundaries().toString());
            }
        } else if (settings.demo()) {
            try (InputStream in = Boundaries.class.getResourceAsStream("demo/points.geojson")) {
                read(Objects.requireNonNull(in), "points.geojson");
            }
        }
    }

    private void read(InputStream in, String file) {
        try {
            for (JsonNode feature : JsonMapper.shared().readTree(in).path("features")) {
                String code = feature.path("properties").path("code").asString("");
                if (!code.isEmpty() && feature.path("geometry").isObject()) {
                    shapes.put(code, feature.path("geometry"));
                }
            }
        } catch (JacksonException e) {
            throw new DataException(Problem.ofFile("json.invalid", file, e.getOriginalMessage()), e);
        }
        if (shapes.isEmpty()) {
            throw new DataException(Problem.ofFile(
                    "json.invalid", file, "no feature has a geometry and a property 'code', the P-code of its area"));
        }
    }

    /** The geometry of an area, null where nobody supplied one, as GeoJSON writes it. */
    @Nullable
    JsonNode of(String code) {
        return shapes.get(code);
    }
}
