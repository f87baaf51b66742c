package org.trano.registry.core.person;

import org.trano.registry.core.code.Code;

/**
 * What one person is to another, whether they live together or not: guardian of a child, co-wife, employer of a domestic worker.
 *
 * @param person who
 * @param kind what {@code person} is to {@code of}, a code of {@link org.trano.registry.core.code.CodeList#RELATIONSHIP_TYPE}
 * @param of to whom
 */
public record Relationship(PersonId person, Code kind, PersonId of) {
    /**
     * Checks that there are two.
     *
     * @param person who
     * @param kind what they are
     * @param of to whom
     */
    public Relationship {
        if (person.equals(of)) {
            throw new IllegalArgumentException("Nobody is related to themselves: " + person
                    + " stands on both sides. Maybe one of the two ids is mistyped?");
        }
    }
}
