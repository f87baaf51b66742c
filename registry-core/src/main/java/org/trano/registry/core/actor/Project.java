package org.trano.registry.core.actor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.internal.Sorted;
import org.trano.registry.core.programme.Programme;
import org.trano.registry.core.programme.ProgrammeId;

/**
 * Something organisations do together for a while.
 *
 * @param id which project
 * @param names its name by language (BCP 47)
 * @param organisations who carries it, the leading one first
 * @param programme the programme it belongs to, or null
 * @param begins its first day, or null where nobody said
 * @param ends its last day, or null while nobody knows
 * @param results what it wants to reach, and how far it has come
 */
public record Project(
        ProjectId id,
        Map<String, String> names,
        List<OrganisationId> organisations,
        @Nullable ProgrammeId programme,
        @Nullable LocalDate begins,
        @Nullable LocalDate ends,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Programme.Result> results) {
    /**
     * Copies the collections.
     *
     * @param id which project
     * @param names its names
     * @param organisations who carries it
     * @param programme the programme or null
     * @param begins first day or null
     * @param ends last day or null
     * @param results the framework of results, none where the JSON says nothing
     */
    public Project(
            ProjectId id,
            Map<String, String> names,
            List<OrganisationId> organisations,
            @Nullable ProgrammeId programme,
            @Nullable LocalDate begins,
            @Nullable LocalDate ends,
            @Nullable List<Programme.Result> results) {
        if (begins != null && ends != null && ends.isBefore(begins)) {
            throw new IllegalArgumentException("A project cannot end on " + ends + " before it begins on " + begins
                    + ". Maybe the two are swapped?");
        }
        this.id = id;
        this.names = Sorted.copy(names);
        this.organisations = List.copyOf(organisations);
        this.programme = programme;
        this.begins = begins;
        this.ends = ends;
        this.results = results == null ? List.of() : List.copyOf(results);
    }

    /**
     * A project whose results nobody has written down.
     *
     * @param id which project
     * @param names its names
     * @param organisations who carries it
     * @param programme the programme or null
     * @param begins first day or null
     * @param ends last day or null
     */
    public Project(
            ProjectId id,
            Map<String, String> names,
            List<OrganisationId> organisations,
            @Nullable ProgrammeId programme,
            @Nullable LocalDate begins,
            @Nullable LocalDate ends) {
        this(id, names, organisations, programme, begins, ends, List.of());
    }
}
