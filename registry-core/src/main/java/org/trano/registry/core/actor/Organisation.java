package org.trano.registry.core.actor;

import java.util.Map;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.internal.Sorted;

/**
 * Somebody who works in social protection: a ministry, an agency, a bank that pays, an association.
 *
 * @param id which organisation
 * @param kind a code of {@link org.trano.registry.core.code.CodeList#ORGANISATION_TYPE}
 * @param names its name by language (BCP 47)
 */
public record Organisation(OrganisationId id, Code kind, Map<String, String> names) {
    /**
     * Copies the names.
     *
     * @param id which organisation
     * @param kind what it is
     * @param names its names
     */
    public Organisation {
        names = Sorted.copy(names);
    }
}
