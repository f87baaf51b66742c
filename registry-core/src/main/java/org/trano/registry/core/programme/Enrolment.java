package org.trano.registry.core.programme;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.code.Code;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.person.PersonId;

/**
 * That a household, or one of its members, takes part in a programme.
 *
 * @param id which enrolment; it keeps its id when it moves to another household
 * @param programme which programme
 * @param recipient the member it is meant for and who takes it along, or null where it belongs to the household as a whole
 * @param status a code of {@link CodeList#ENROLMENT_STATUS}
 * @param since from when it has this status
 * @param reason why it has this status, in words, or null
 */
public record Enrolment(
        EnrolmentId id,
        ProgrammeId programme,
        @Nullable PersonId recipient,
        Code status,
        LocalDate since,
        @Nullable String reason) {
    /** In the programme and due what it gives. */
    public static final Code ENROLLED = CodeList.ENROLMENT_STATUS.code("enrolled");
    /** In the programme, but given nothing until somebody has looked at it. */
    public static final Code SUSPENDED = CodeList.ENROLMENT_STATUS.code("suspended");
    /** No longer in the programme. */
    public static final Code EXITED = CodeList.ENROLMENT_STATUS.code("exited");

    /**
     * This enrolment with another status.
     *
     * @param code the status
     * @param from from when
     * @param why in words, or null
     * @return a new value with the same id
     */
    public Enrolment with(Code code, LocalDate from, @Nullable String why) {
        return new Enrolment(id, programme, recipient, code, from, why);
    }
}
