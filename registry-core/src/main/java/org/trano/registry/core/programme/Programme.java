package org.trano.registry.core.programme;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.internal.Sorted;

/**
 * A programme of social protection: what it is called, who runs it, what it wants to reach and how far it has come.
 *
 * @param id which programme
 * @param names the name by language (BCP 47), for example {@code fr}
 * @param organisation who runs it, or null where nobody said
 * @param results the framework of results
 */
public record Programme(
        ProgrammeId id, Map<String, String> names, @Nullable OrganisationId organisation, List<Result> results) {
    /**
     * Copies the collections.
     *
     * @param id which programme
     * @param names the name by language
     * @param organisation who runs it or null
     * @param results the framework
     */
    public Programme {
        names = Sorted.copy(names);
        results = List.copyOf(results);
    }

    /**
     * One line of a framework of results.
     *
     * @param objective what is wanted
     * @param indicator how it is measured
     * @param target what was promised, in the indicator's unit
     * @param actual what was measured, or null where nobody has yet
     */
    public record Result(
            String objective,
            String indicator,
            BigDecimal target,
            @Nullable BigDecimal actual) {}
}
