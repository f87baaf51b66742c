package org.trano.registry.core.person;

import org.trano.registry.core.code.Code;

/**
 * A paper a person does not have, and why: what is known to be missing is not asked for again, and nobody is turned away for it.
 *
 * @param type the kind of paper, as in {@link Identifier#type()}
 * @param reason a code of {@link org.trano.registry.core.code.CodeList#MISSING_PAPER_REASON}
 */
public record MissingIdentifier(String type, Code reason) {}
