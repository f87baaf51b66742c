package org.trano.registry.core.household;

import org.trano.registry.core.code.Code;
import org.trano.registry.core.person.UncertainDate;

/**
 * Something that hit a household.
 *
 * @param kind a code of {@link org.trano.registry.core.code.CodeList#SHOCK_TYPE}
 * @param date when, as well as it is known
 */
public record Shock(Code kind, UncertainDate date) {}
