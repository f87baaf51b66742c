package org.trano.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.Deduplicator;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.evaluate.Evaluation;
import org.trano.registry.population.Country;
import org.trano.registry.population.Population;
import org.trano.registry.population.Troubles;

/** A list in which hardly anybody stands twice, of people so different that strangers of one region look alike. */
class RareDuplicatesTest {
    private static final int PERSONS = 18_000;
    private static final Troubles RARELY_TWICE = rarelyTwice(Troubles.standard());

    private static Troubles rarelyTwice(Troubles t) {
        return new Troubles(
                0.006,
                t.moved(),
                0.001,
                t.memberOmitted(),
                t.yearOnly(),
                t.firstOfJanuary(),
                t.about(),
                t.nameMistake(),
                t.swapped(),
                t.arabicScript(),
                t.placeholder(),
                t.unnamedBaby(),
                t.unreadable(),
                t.noPhone(),
                t.villagePhone(),
                t.phoneChanged(),
                t.noIdentifier(),
                t.identifierMistake());
    }

    @Test
    void strangers_of_one_country_are_not_taken_for_one_person_because_duplicates_are_few() {
        RecordTable.Builder table = RecordTable.builder(List.of(
                new RecordTable.Column("household_id", ColumnRole.HOUSEHOLD),
                new RecordTable.Column("given_name", ColumnRole.GIVEN_NAME),
                new RecordTable.Column("family_name", ColumnRole.FAMILY_NAME),
                new RecordTable.Column("sex", ColumnRole.SEX),
                new RecordTable.Column("birth_date", ColumnRole.BIRTH_DATE),
                new RecordTable.Column("phone", ColumnRole.PHONE),
                new RecordTable.Column("national_id", ColumnRole.NATIONAL_ID),
                new RecordTable.Column("locality", ColumnRole.PLACE)));
        List<String> truth = new ArrayList<>();
        for (Country country : Country.values()) {
            Population.builder(country)
                    .persons(PERSONS)
                    .troubles(RARELY_TWICE)
                    .build()
                    .forEach(registration -> registration.people().forEach(person -> {
                        table.add(List.of(
                                registration.id(),
                                person.givenName(),
                                person.familyName(),
                                person.sex(),
                                person.birthDate(),
                                person.phone(),
                                person.nationalId(),
                                registration.locality()));
                        truth.add(person.truePerson());
                    }));
        }
        Evaluation quality =
                Evaluation.of(Deduplicator.builder().build().run(table.build()), truth.toArray(String[]::new), null);
        assertThat(quality.pairs().precision()).isGreaterThan(0.85);
        assertThat(quality.clusterPairs().f1()).isGreaterThan(0.84);
    }
}
