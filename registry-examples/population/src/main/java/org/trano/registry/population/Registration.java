package org.trano.registry.population;

import java.util.List;
import java.util.Map;

/**
 * A household as an officer wrote it down, and who it really is.
 *
 * @param id the number on the form
 * @param region P-code of the region
 * @param area code of the village or quarter: that of the region, two digits for the prefecture or district, two for the
 *     locality; region codes are real, what follows is invented
 * @param locality name of the village or quarter
 * @param interviewDate the day, ISO 8601
 * @param answers what was seen and asked, by question, in a fixed order
 * @param people the members as written
 * @param trueHousehold who it really is: two registrations of one household share it
 * @param trueConsumption real yearly consumption per head, in the currency of the country
 */
public record Registration(
        String id,
        String region,
        String area,
        String locality,
        String interviewDate,
        Map<String, String> answers,
        List<Entry> people,
        String trueHousehold,
        double trueConsumption) {

    /**
     * A member as an officer wrote them down. Texts are empty where nothing was written.
     *
     * @param id the number on the form
     * @param givenName given names
     * @param familyName family name
     * @param sex M or F
     * @param birthDate as written: {@code 1985-06-12}, {@code 1985}, {@code vers 1985}, {@code inconnu}
     * @param relationship to the head, as the importer reads it
     * @param phone telephone number
     * @param nationalId identity number
     * @param truePerson who it really is
     */
    public record Entry(
            String id,
            String givenName,
            String familyName,
            String sex,
            String birthDate,
            String relationship,
            String phone,
            String nationalId,
            String truePerson) {}
}
