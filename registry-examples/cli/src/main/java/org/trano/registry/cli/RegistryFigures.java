package org.trano.registry.cli;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.Household;
import org.trano.registry.core.household.Member;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.Identifier;
import org.trano.registry.core.person.Person;
import org.trano.registry.core.person.Sex;
import org.trano.registry.core.person.UncertainDate;

/** A registry counted: one household after the other, in little memory. */
final class RegistryFigures {
    /** Bands of five years; the last one is open. */
    static final int BANDS = 18;

    static final int BAND_YEARS = 5;
    private static final int ADULT = 18;

    /** What is known of a birth. */
    enum BirthQuality {
        EXACT,
        PARTIAL,
        UNKNOWN
    }

    private final UnaryOperator<String> area;
    final TreeMap<String, Long> householdsByArea = new TreeMap<>();
    final long[] men = new long[BANDS];
    final long[] women = new long[BANDS];
    final long[] births = new long[BirthQuality.values().length];
    long households;
    long persons;
    long adults;
    long heads;
    long womenHeads;
    long withoutSex;
    long withoutPlace;
    long adultsWithoutPhone;
    long adultsWithoutId;

    @Nullable
    LocalDate earliestInterview;

    @Nullable
    LocalDate latestInterview;

    RegistryFigures(UnaryOperator<String> area) {
        this.area = area;
    }

    void add(Household household) {
        households++;
        String place = household.area() == null ? "" : area.apply(household.area());
        withoutPlace += household.area() == null ? 1 : 0;
        householdsByArea.merge(place, 1L, Long::sum);
        LocalDate day = household.interview().date();
        earliestInterview = earliestInterview == null || day.isBefore(earliestInterview) ? day : earliestInterview;
        latestInterview = latestInterview == null || day.isAfter(latestInterview) ? day : latestInterview;
        for (Member member : household.members()) {
            add(member, day);
        }
    }

    private void add(Member member, LocalDate day) {
        Person person = member.person();
        persons++;
        if (member.relationship() == RelationshipToHead.HEAD) {
            heads++;
            womenHeads += person.sex() == Sex.FEMALE ? 1 : 0;
        }
        withoutSex += person.sex() == Sex.NOT_KNOWN ? 1 : 0;
        BirthQuality quality = quality(person.birth());
        births[quality.ordinal()]++;
        int age = quality == BirthQuality.UNKNOWN ? -1 : likelyAge(person.birth(), day);
        if (age >= 0 && person.sex() != Sex.NOT_KNOWN) {
            (person.sex() == Sex.FEMALE ? women : men)[Math.min(age / BAND_YEARS, BANDS - 1)]++;
        }
        if (age >= ADULT) {
            adults++;
            adultsWithoutPhone += person.phones().isEmpty() ? 1 : 0;
            adultsWithoutId += person.identifier(Identifier.NATIONAL_ID) == null ? 1 : 0;
        }
    }

    private static BirthQuality quality(UncertainDate birth) {
        if (birth.earliest().equals(LocalDate.MIN) || birth.latest().equals(LocalDate.MAX)) {
            return BirthQuality.UNKNOWN;
        }
        return birth.earliest().equals(birth.latest()) ? BirthQuality.EXACT : BirthQuality.PARTIAL;
    }

    /** Completed years if the birth was in the middle of what is possible; for counting people, never for deciding about one. */
    private static int likelyAge(UncertainDate birth, LocalDate day) {
        LocalDate middle = birth.earliest().plusDays(ChronoUnit.DAYS.between(birth.earliest(), birth.latest()) / 2);
        return (int) Math.max(0, ChronoUnit.YEARS.between(middle, day));
    }

    long births(BirthQuality quality) {
        return births[quality.ordinal()];
    }

    static List<String> bandNames() {
        List<String> names = new ArrayList<>();
        for (int band = 0; band < BANDS - 1; band++) {
            names.add(band * BAND_YEARS + "–" + (band * BAND_YEARS + BAND_YEARS - 1));
        }
        names.add((BANDS - 1) * BAND_YEARS + "+");
        return names;
    }
}
