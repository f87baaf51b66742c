package org.trano.registry.core.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something a household is due or was given under an enrolment.
 *
 * @param enrolment under which enrolment
 * @param period the first day of the time it is for
 * @param kind what it is, for example {@code cash} or {@code rice}
 * @param amount how much, exact
 * @param unit a currency (ISO 4217) or a unit such as {@code kg}
 * @param account where it is paid to, or null where it is handed out
 * @param paid the day on which it was given, or null while it is only due
 */
public record Benefit(
        EnrolmentId enrolment,
        LocalDate period,
        String kind,
        BigDecimal amount,
        String unit,
        @Nullable String account,
        @Nullable LocalDate paid) {}
