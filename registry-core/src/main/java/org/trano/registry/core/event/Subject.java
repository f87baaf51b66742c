package org.trano.registry.core.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.trano.registry.core.actor.InterventionId;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.actor.ProjectId;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.programme.ProgrammeId;

/**
 * What an event is about: one household, one person, one area. The events of a subject are its stream; its version is their
 * number.
 *
 * @param kind what it is
 * @param id which one; unique over all kinds
 */
public record Subject(SubjectKind kind, UUID id) implements Comparable<Subject> {
    /**
     * A household.
     *
     * @param id which
     * @return the subject
     */
    public static Subject of(HouseholdId id) {
        return new Subject(SubjectKind.HOUSEHOLD, id.value());
    }

    /**
     * A person.
     *
     * @param id which
     * @return the subject
     */
    public static Subject of(PersonId id) {
        return new Subject(SubjectKind.PERSON, id.value());
    }

    /**
     * A programme.
     *
     * @param id which
     * @return the subject
     */
    public static Subject of(ProgrammeId id) {
        return new Subject(SubjectKind.PROGRAMME, id.value());
    }

    /**
     * An organisation.
     *
     * @param id which
     * @return the subject
     */
    public static Subject of(OrganisationId id) {
        return new Subject(SubjectKind.ORGANISATION, id.value());
    }

    /**
     * A project.
     *
     * @param id which
     * @return the subject
     */
    public static Subject of(ProjectId id) {
        return new Subject(SubjectKind.PROJECT, id.value());
    }

    /**
     * An organisation at work in an area.
     *
     * @param id which
     * @return the subject
     */
    public static Subject of(InterventionId id) {
        return new Subject(SubjectKind.INTERVENTION, id.value());
    }

    /**
     * An area, named by its P-code: its id is derived from the code (RFC 9562, version 3).
     *
     * @param code the P-code
     * @return the subject
     */
    public static Subject ofArea(String code) {
        return new Subject(SubjectKind.AREA, UUID.nameUUIDFromBytes(("area:" + code).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Something of an integrator's own ({@link SubjectKind#OTHER}).
     *
     * @param id which
     * @return the subject
     */
    public static Subject ofOther(UUID id) {
        return new Subject(SubjectKind.OTHER, id);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @param text for example {@code household:0190…}
     * @return the subject
     * @throws IllegalArgumentException if it is none
     */
    @JsonCreator
    public static Subject parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no subject. Maybe household:, person: or area: stands before the id?");
        }
        return new Subject(
                SubjectKind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)),
                UUID.fromString(text.substring(colon + 1)));
    }

    @Override
    public int compareTo(Subject other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }

    /** The kind in lower case, a colon, the id. */
    @JsonValue
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
