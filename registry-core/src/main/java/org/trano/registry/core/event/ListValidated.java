package org.trano.registry.core.event;

import java.util.List;
import java.util.Set;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.core.programme.ValidationRound;

/**
 * Communities have said what they think of a list that was made for a programme; the hash proves what became of it. Immutable.
 *
 * @param programme the programme
 * @param list the event of the list, a {@link SelectionMade}
 * @param mostExcluded the share of an area's places that its meeting may take away, 0 to 1
 * @param rounds what was said, meeting by meeting
 * @param resultHash the SHA-256 of the validated list
 */
public record ListValidated(
        ProgrammeId programme, EventId list, double mostExcluded, List<ValidationRound> rounds, String resultHash)
        implements RegistryEvent {
    /** The type in the store. */
    public static final String TYPE = "list-validated";

    /**
     * Copies the list.
     *
     * @param programme the programme
     * @param list the event of the list
     * @param mostExcluded what a meeting may take away
     * @param rounds what was said
     * @param resultHash the hash of the validated list
     */
    public ListValidated {
        rounds = List.copyOf(rounds);
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
