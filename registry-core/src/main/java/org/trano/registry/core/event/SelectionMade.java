package org.trano.registry.core.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.trano.registry.core.internal.Sorted;
import org.trano.registry.core.programme.ProgrammeId;

/**
 * A list was made for a programme: by which model, on which terms, out of what was known when. Whoever reads the registry as of that
 * day and instant and follows the model and the terms gets the same list to the bit; the two hashes prove it. Immutable.
 *
 * @param programme for which programme
 * @param model name and version of the model
 * @param modelHash the SHA-256 of what the model says
 * @param modelText the model itself
 * @param terms quota, lottery and what else was published, by name
 * @param effective the day as of which households were taken
 * @param knownAt the instant as of which they were known
 * @param inputHash the SHA-256 of what was taken from the households
 * @param resultHash the SHA-256 of the list
 * @param households how many were registered
 * @param selected how many were selected
 * @param waiting how many wait
 */
public record SelectionMade(
        ProgrammeId programme,
        String model,
        String modelHash,
        String modelText,
        Map<String, String> terms,
        LocalDate effective,
        Instant knownAt,
        String inputHash,
        String resultHash,
        long households,
        long selected,
        long waiting)
        implements RegistryEvent {
    /** The type in the store. */
    public static final String TYPE = "selection-made";

    /**
     * Copies the terms.
     *
     * @param programme for which programme
     * @param model the model
     * @param modelHash its hash
     * @param modelText the model itself
     * @param terms what was published
     * @param effective the day
     * @param knownAt the instant
     * @param inputHash of what was taken
     * @param resultHash of the list
     * @param households registered
     * @param selected selected
     * @param waiting waiting
     */
    public SelectionMade {
        terms = Sorted.copy(terms);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(programme));
    }
}
