package org.trano.registry.core.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.trano.registry.core.area.Area;

/**
 * Areas were redrawn by law: some exist no more, others take their place. Households keep the code they were registered with;
 * {@link org.trano.registry.core.area.AreaTree} leads from it to the successors.
 *
 * @param ended the P-codes of the areas that exist no more
 * @param successors the areas in their place, at least one
 */
public record AreasRedrawn(List<String> ended, List<Area> successors) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "areas-redrawn";

    /**
     * Copies the lists.
     *
     * @param ended the areas that exist no more
     * @param successors the areas in their place
     */
    public AreasRedrawn {
        ended = List.copyOf(ended);
        successors = List.copyOf(successors);
        if (ended.isEmpty() || successors.isEmpty()) {
            throw new IllegalArgumentException(
                    "Redrawing needs areas that end and areas in their place. Maybe one list was left out?");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        ended.forEach(code -> subjects.add(Subject.ofArea(code)));
        successors.forEach(area -> subjects.add(Subject.ofArea(area.code())));
        return subjects;
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
