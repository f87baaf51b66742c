package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.area.Area;

/**
 * An area was entered, or described anew.
 *
 * @param area the area as it is now
 */
public record AreaDefined(Area area) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "area-defined";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.ofArea(area.code()));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
