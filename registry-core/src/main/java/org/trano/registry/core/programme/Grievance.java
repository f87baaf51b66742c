package org.trano.registry.core.programme;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;

/**
 * A complaint of a household, and what was answered.
 *
 * @param id which grievance
 * @param kind a code of {@link org.trano.registry.core.code.CodeList#GRIEVANCE_TYPE}
 * @param text what was said
 * @param filed the day it was brought
 * @param answer what was answered, or null while it is open
 * @param answered the day of the answer, or null
 */
public record Grievance(
        GrievanceId id,
        Code kind,
        String text,
        LocalDate filed,
        @Nullable String answer,
        @Nullable LocalDate answered) {}
