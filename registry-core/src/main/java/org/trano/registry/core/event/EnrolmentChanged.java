package org.trano.registry.core.event;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.household.HouseholdId;
import org.trano.registry.core.programme.EnrolmentId;

/**
 * An enrolment has another status: suspended, graduated, left.
 *
 * @param household which household
 * @param enrolment which enrolment
 * @param status a code of {@link org.trano.registry.core.code.CodeList#ENROLMENT_STATUS}
 * @param since from when it has the status
 * @param reason why, in words, or null
 */
public record EnrolmentChanged(
        HouseholdId household,
        EnrolmentId enrolment,
        Code status,
        LocalDate since,
        @Nullable String reason) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "enrolment-changed";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(household));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
