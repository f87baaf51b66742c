package org.trano.registry.core.exchange;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which column of a household file and a person file means what. Written as JSON (docs/import.md) or guessed from the headers.
 * Immutable.
 *
 * @param source name of the list the files come from; the numbers of households and persons are unique within it
 * @param interviewDate the day of the interview where no column tells it, or null for today
 * @param dateOrder whether the day or the month comes first, or null to find out from the file
 * @param missing texts that mean "missing" in any column, besides an empty field
 * @param household columns of the household file
 * @param person columns of the person file
 */
public record ImportMapping(
        String source,
        @Nullable LocalDate interviewDate,
        @Nullable DateOrder dateOrder,
        List<String> missing,
        HouseholdColumns household,
        PersonColumns person) {
    /** Columns that only judge results, as invented populations have them, are never imported by a guess. */
    private static final String TRUTH_PREFIX = "truth_";

    private static final Set<String> INTERVIEW_DATES =
            Set.of("interview_date", "survey_date", "date_enquete", "date_entretien", "date_interview");
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(tools.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /**
     * Fills in what was left out.
     *
     * @param source name of the list, null for {@code source}
     * @param interviewDate the day of the interview or null
     * @param dateOrder what comes first or null
     * @param missing texts that mean "missing", null for none
     * @param household columns of the household file
     * @param person columns of the person file
     */
    public ImportMapping(
            @Nullable String source,
            @Nullable LocalDate interviewDate,
            @Nullable DateOrder dateOrder,
            @Nullable List<String> missing,
            @JsonProperty(required = true) HouseholdColumns household,
            @JsonProperty(required = true) PersonColumns person) {
        this.source = source == null ? "source" : source;
        this.interviewDate = interviewDate;
        this.dateOrder = dateOrder;
        this.missing = missing == null ? List.of() : List.copyOf(missing);
        this.household = household;
        this.person = person;
    }

    /**
     * Columns of the household file.
     *
     * @param id the household's number
     * @param area code of the place where it lives, or null
     * @param interviewDate the day of the interview, or null
     * @param answers answers by the name of the question
     */
    public record HouseholdColumns(
            ColumnMapping id,
            @Nullable ColumnMapping area,
            @Nullable ColumnMapping interviewDate,
            Map<String, ColumnMapping> answers) {
        /**
         * Fills in what was left out.
         *
         * @param id the household's number
         * @param area the place or null
         * @param interviewDate the day or null
         * @param answers answers, null for none
         */
        public HouseholdColumns(
                @JsonProperty(required = true) ColumnMapping id,
                @Nullable ColumnMapping area,
                @Nullable ColumnMapping interviewDate,
                @Nullable Map<String, ColumnMapping> answers) {
            this.id = id;
            this.area = area;
            this.interviewDate = interviewDate;
            this.answers = answers == null ? Map.of() : answers;
        }
    }

    /**
     * Columns of the person file.
     *
     * @param household the number of the person's household
     * @param id the person's number, or null
     * @param givenNames given names, or null
     * @param surname family name, or null
     * @param fullName the whole name, or null
     * @param sex sex, or null
     * @param birthDate date of birth, or null
     * @param age completed years at the interview, used where there is no birth date, or null
     * @param relationship how the person stands to the head, or null
     * @param phone telephone number, or null
     * @param identifiers identity numbers by their type
     * @param answers answers by the name of the question
     */
    public record PersonColumns(
            ColumnMapping household,
            @Nullable ColumnMapping id,
            @Nullable ColumnMapping givenNames,
            @Nullable ColumnMapping surname,
            @Nullable ColumnMapping fullName,
            @Nullable ColumnMapping sex,
            @Nullable ColumnMapping birthDate,
            @Nullable ColumnMapping age,
            @Nullable ColumnMapping relationship,
            @Nullable ColumnMapping phone,
            Map<String, ColumnMapping> identifiers,
            Map<String, ColumnMapping> answers) {
        /**
         * Fills in what was left out.
         *
         * @param household the number of the person's household
         * @param id the person's number or null
         * @param givenNames given names or null
         * @param surname family name or null
         * @param fullName the whole name or null
         * @param sex sex or null
         * @param birthDate date of birth or null
         * @param age completed years or null
         * @param relationship relationship or null
         * @param phone telephone number or null
         * @param identifiers identity numbers, null for none
         * @param answers answers, null for none
         */
        public PersonColumns(
                @JsonProperty(required = true) ColumnMapping household,
                @Nullable ColumnMapping id,
                @Nullable ColumnMapping givenNames,
                @Nullable ColumnMapping surname,
                @Nullable ColumnMapping fullName,
                @Nullable ColumnMapping sex,
                @Nullable ColumnMapping birthDate,
                @Nullable ColumnMapping age,
                @Nullable ColumnMapping relationship,
                @Nullable ColumnMapping phone,
                @Nullable Map<String, ColumnMapping> identifiers,
                @Nullable Map<String, ColumnMapping> answers) {
            this.household = household;
            this.id = id;
            this.givenNames = givenNames;
            this.surname = surname;
            this.fullName = fullName;
            this.sex = sex;
            this.birthDate = birthDate;
            this.age = age;
            this.relationship = relationship;
            this.phone = phone;
            this.identifiers = identifiers == null ? Map.of() : identifiers;
            this.answers = answers == null ? Map.of() : answers;
        }
    }

    /**
     * Reads a mapping file.
     *
     * @param file JSON; comments are allowed
     * @return the mapping
     * @throws DataException if the file is missing or not a mapping
     */
    public static ImportMapping read(Path file) {
        CsvFile.requireFile(file);
        String name = CsvFile.name(file);
        try {
            ImportMapping mapping = JSON.readValue(Files.readAllBytes(file), ImportMapping.class);
            if (mapping == null) {
                throw new DataException(Problem.ofFile("mapping.invalid", name, "it says nothing (null)"));
            }
            return mapping;
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new DataException(Problem.ofRow("mapping.invalid", name, line, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new DataException(Problem.ofFile("file.unreadable", name, CsvFile.reason(e)), e);
        }
    }

    /**
     * A mapping from the headers alone. Columns of the household file without a role become answers.
     *
     * @param householdHeader header of the household file, or the person header again where one file holds both
     * @param personHeader header of the person file
     * @param personFile name of the person file, for messages
     * @return the mapping
     * @throws DataException if no column looks like the household's number
     */
    public static ImportMapping guess(List<String> householdHeader, List<String> personHeader, String personFile) {
        Map<ColumnRole, String> person = ColumnGuess.of(personHeader).roles();
        Map<ColumnRole, String> home = ColumnGuess.of(householdHeader).roles();
        String link = person.get(ColumnRole.HOUSEHOLD);
        boolean oneFile = householdHeader.equals(personHeader);
        String id = oneFile ? link : home.getOrDefault(ColumnRole.HOUSEHOLD, home.get(ColumnRole.ID));
        if (link == null || id == null) {
            throw new DataException(Problem.ofFile(
                    "mapping.no-role",
                    personFile,
                    ColumnRole.HOUSEHOLD.id(),
                    String.join(", ", link == null ? personHeader : householdHeader)));
        }
        String area = home.get(ColumnRole.PLACE);
        String day = householdHeader.stream()
                .filter(INTERVIEW_DATES::contains)
                .findFirst()
                .orElse(null);
        Map<String, ColumnMapping> homeAnswers = new LinkedHashMap<>();
        if (!oneFile) {
            List<String> rest = new ArrayList<>(householdHeader);
            rest.removeIf(column ->
                    column.isEmpty() || column.startsWith(RejectsFile.PREFIX) || column.startsWith(TRUTH_PREFIX));
            rest.remove(id);
            rest.remove(area);
            rest.remove(day);
            rest.forEach(column -> homeAnswers.put(column, ColumnMapping.of(column)));
        }
        Map<String, ColumnMapping> identifiers = new LinkedHashMap<>();
        if (person.containsKey(ColumnRole.NATIONAL_ID)) {
            identifiers.put(ColumnRole.NATIONAL_ID.id(), ColumnMapping.of(person.get(ColumnRole.NATIONAL_ID)));
        }
        return new ImportMapping(
                null,
                null,
                null,
                null,
                new HouseholdColumns(ColumnMapping.of(id), column(area), column(day), homeAnswers),
                new PersonColumns(
                        ColumnMapping.of(link),
                        column(person.get(ColumnRole.ID)),
                        column(person.get(ColumnRole.GIVEN_NAME)),
                        column(person.get(ColumnRole.FAMILY_NAME)),
                        column(person.get(ColumnRole.FULL_NAME)),
                        column(person.get(ColumnRole.SEX)),
                        column(person.get(ColumnRole.BIRTH_DATE)),
                        column(person.get(ColumnRole.AGE)),
                        column(person.get(ColumnRole.RELATIONSHIP)),
                        column(person.get(ColumnRole.PHONE)),
                        identifiers,
                        null));
    }

    private static @Nullable ColumnMapping column(@Nullable String name) {
        return name == null ? null : ColumnMapping.of(name);
    }
}
