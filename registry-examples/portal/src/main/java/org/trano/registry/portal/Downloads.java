package org.trano.registry.portal;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trano.registry.core.actor.Intervention;
import org.trano.registry.core.area.Area;

/** Who works where on what, as files for others to count with. */
@RestController
class Downloads {
    private final PublicWindow window;
    private final Boundaries boundaries;
    private final MessageSource messages;

    Downloads(PublicWindow window, Boundaries boundaries, MessageSource messages) {
        this.window = window;
        this.boundaries = boundaries;
        this.messages = messages;
    }

    /** A row for each actor at work in an area on a theme. */
    @GetMapping("/{language:fr|en|ar|mg}/actors.csv")
    ResponseEntity<byte[]> csv(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String theme)
            throws IOException {
        PublicView view = window.view();
        PublicView.Filter filter = PublicPages.filter(view, kind, area, theme);
        PageWords words = new PageWords(Language.of(language).orElse(Language.FR));
        StringWriter out = new StringWriter();
        // Excel takes a file for UTF-8 where it begins so.
        out.append('\ufeff');
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("actor", "id", "kind", "region", "area_code", "area", "theme", "as_of");
            for (PublicView.Actor actor : view.actors(filter)) {
                for (Intervention one : actor.interventions()) {
                    csv.writeRecord(
                            harmless(words.of(actor.names())),
                            actor.id().toString(),
                            harmless(actor.kind()),
                            view.ancestor(one.area(), PublicView.REGION).orElse(""),
                            harmless(one.area()),
                            harmless(name(view, one.area(), words)),
                            harmless(one.theme()),
                            view.asOf().toString());
                }
            }
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"actors.csv\"")
                .body(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A spreadsheet takes a cell that begins so for a formula, and would run it. */
    static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String name(PublicView view, String code, PageWords words) {
        return view.area(code).map(area -> words.of(area.names())).orElse(code);
    }

    /** Areas with their shapes, where there are any, and how many actors work in each. */
    @GetMapping(path = "/{language:fr|en|ar|mg}/actors.geojson", produces = "application/geo+json")
    Map<String, Object> geojson(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String theme) {
        PublicView view = window.view();
        PublicView.Filter filter = PublicPages.filter(view, kind, area, theme);
        Language spoken = Language.of(language).orElse(Language.FR);
        PageWords words = new PageWords(spoken);
        List<Map<String, Object>> features = new ArrayList<>();
        for (int level : new int[] {PublicView.COUNTRY, PublicView.REGION, PublicView.PREFECTURE}) {
            SortedMap<String, Integer> counts = view.actorsByArea(level, filter);
            for (Area one : view.areas(level)) {
                int actors = counts.getOrDefault(one.code(), 0);
                Map<String, Object> properties = new LinkedHashMap<>();
                properties.put("code", one.code());
                properties.put("name", words.of(one.names()));
                properties.put("level", level);
                properties.put("actors", actors);
                properties.put(
                        "label",
                        messages.getMessage(
                                "map.label",
                                new Object[] {words.of(one.names()), words.number(actors)},
                                spoken.locale()));
                Map<String, Object> feature = new LinkedHashMap<>();
                feature.put("type", "Feature");
                feature.put("geometry", boundaries.of(one.code()));
                feature.put("properties", properties);
                features.add(feature);
            }
        }
        Map<String, Object> collection = new LinkedHashMap<>();
        collection.put("type", "FeatureCollection");
        collection.put("as_of", view.asOf().toString());
        collection.put("features", features);
        return collection;
    }
}
