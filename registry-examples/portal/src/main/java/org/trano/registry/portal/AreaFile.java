package org.trano.registry.portal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Act;
import org.trano.registry.core.Registry;
import org.trano.registry.core.area.Area;
import org.trano.registry.core.area.AreaTree;
import org.trano.registry.core.event.AreaDefined;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/** A country's areas from a CSV file with the columns code, level, parent and name. */
final class AreaFile {
    private AreaFile() {}

    /** Enters the areas that the registry does not know; those it knows stay as they are. */
    static void enter(Path file, Registry registry) {
        AreaTree known = registry.areas();
        EventContext context = new EventContext(LocalDate.now(), "portal", "areas", String.valueOf(file.getFileName()));
        List<Act> acts = new ArrayList<>();
        for (Area area : read(file)) {
            if (known.area(area.code()).isEmpty()) {
                acts.add(new Act(new AreaDefined(area), context));
            }
        }
        registry.recordAll(acts);
    }

    /** Reads a file; a row that cannot be read names itself. */
    static List<Area> read(Path file) {
        List<Area> areas = new ArrayList<>();
        String name = String.valueOf(file.getFileName());
        try (CsvFile csv = CsvFile.open(file)) {
            int code = csv.column("code");
            int level = csv.column("level");
            int parent = csv.column("parent");
            int title = csv.column("name");
            CsvFile.@Nullable Row row;
            while ((row = csv.next()) != null) {
                if (row.problem() != null) {
                    throw new DataException(row.problem());
                }
                String depth = row.values().get(level);
                if (!depth.matches("[0-9]")) {
                    throw new DataException(Problem.ofValue("number.unreadable", name, row.line(), "level", depth));
                }
                String above = row.values().get(parent);
                String own = row.values().get(code);
                if (own.isEmpty() || own.equals(above)) {
                    throw new DataException(Problem.ofValue("area.invalid", name, row.line(), "code", own));
                }
                areas.add(Area.of(
                        own,
                        Integer.parseInt(depth),
                        above.isEmpty() ? null : above,
                        Map.of("fr", row.values().get(title))));
            }
        }
        return areas;
    }
}
