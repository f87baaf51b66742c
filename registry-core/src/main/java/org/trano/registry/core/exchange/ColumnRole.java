package org.trano.registry.core.exchange;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.Sex;

/** What a column of a file of people says, as far as matching and importing care. */
public enum ColumnRole {
    /** The number of the record; never evidence. */
    ID(
            "id",
            "unique_id",
            "record_id",
            "rec_id",
            "person_id",
            "numero",
            "num",
            "no",
            "id_personne",
            "individu_id",
            "id_individu",
            "ind_id",
            "id_beneficiaire",
            "beneficiaire_id",
            "beneficiary_id",
            "individual_id",
            "patient_id",
            "matricule"),
    /** Given names. */
    GIVEN_NAME(
            "given_name",
            "given_names",
            "first_name",
            "firstname",
            "forename",
            "prenom",
            "prenoms",
            "anarana_fanampiny",
            "given"),
    /** Family name. */
    FAMILY_NAME(
            "family_name",
            "surname",
            "last_name",
            "lastname",
            "nom_de_famille",
            "nom_famille",
            "nom",
            "anarana",
            "family"),
    /** The whole name as one text. */
    FULL_NAME(
            "full_name",
            "fullname",
            "name",
            "nom_complet",
            "nom_et_prenoms",
            "nom_prenoms",
            "noms_et_prenoms",
            "first_and_surname",
            "magaca"),
    /** Date of birth, whole or in part. */
    BIRTH_DATE(
            "birth_date",
            "birthdate",
            "date_of_birth",
            "dob",
            "date_naissance",
            "date_de_naissance",
            "ddn",
            "daty_nahaterahana",
            "naissance",
            "birthday"),
    /** Year of birth. */
    BIRTH_YEAR("birth_year", "year_of_birth", "yob", "annee_naissance", "annee_de_naissance"),
    /** Month of birth. */
    BIRTH_MONTH("birth_month", "month_of_birth", "mois_naissance", "mois_de_naissance"),
    /** Day of birth. */
    BIRTH_DAY("birth_day", "day_of_birth", "jour_naissance", "jour_de_naissance"),
    /** Age in completed years. */
    AGE("age", "age_years", "age_revolu", "taona"),
    /** Sex. */
    SEX("sex", "sexe", "gender", "genre"),
    /** Telephone number. */
    PHONE("phone", "telephone", "tel", "phone_number", "mobile", "numero_telephone", "contact"),
    /** National identity number or the like. */
    NATIONAL_ID(
            "national_id",
            "nin",
            "cin",
            "cni",
            "id_number",
            "numero_cni",
            "numero_identite",
            "soc_sec_id",
            "ssn",
            "nni",
            "nationalid"),
    /** Electronic mail address. */
    EMAIL("email", "e_mail", "mail", "courriel"),
    /** Place of living (or, failing that, of birth), by code where there is one. */
    PLACE(
            "pcode",
            "p_code",
            "area_code",
            "area",
            "place",
            "locality",
            "localite",
            "village",
            "city",
            "town",
            "ville",
            "commune",
            "canton",
            "suburb",
            "quartier",
            "fokontany",
            "birth_place",
            "lieu_naissance",
            "lieu_de_naissance"),
    /** Postal code. */
    POSTCODE("postcode", "post_code", "postal_code", "zip", "code_postal", "postcode_fake"),
    /** Street address. */
    ADDRESS("address", "address_1", "adresse", "street", "rue", "adiresy"),
    /** Number of the household. */
    HOUSEHOLD(
            "household",
            "household_id",
            "hh_id",
            "hhid",
            "menage",
            "menage_id",
            "id_menage",
            "numero_menage",
            "tokantrano"),
    /** How the person stands to the head. */
    RELATIONSHIP(
            "relationship", "relationship_to_head", "relation", "lien", "lien_parente", "lien_de_parente", "lien_cm"),
    /** The list or system the record comes from. */
    SOURCE("source", "source_dataset", "source_system", "dataset", "programme", "program");

    /** Columns without a role of their own that still help to tell people apart. */
    private static final Set<String> TEXTS = Set.of(
            "address_2",
            "adresse_2",
            "street_number",
            "state",
            "province",
            "region",
            "prefecture",
            "district",
            "country",
            "pays",
            "occupation",
            "profession",
            "metier",
            "mother_name",
            "nom_mere",
            "nom_de_la_mere",
            "father_name",
            "nom_pere",
            "nom_du_pere",
            "birth_place",
            "lieu_naissance",
            "lieu_de_naissance",
            "ethnicity",
            "ethnie");

    private final List<String> headers;

    ColumnRole(String... headers) {
        this.headers = List.of(headers);
    }

    /**
     * The role's name on the command line.
     *
     * @return for example {@code given_name}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role with a name.
     *
     * @param id for example {@code given_name}
     * @return the role, empty if there is none
     */
    public static Optional<ColumnRole> parse(String id) {
        for (ColumnRole role : values()) {
            if (role.id().equals(id)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /**
     * A guess which column has which role, from the header alone: each role goes to the column that bears the first of the
     * role's known names, in French, English or Malagasy; each column gets one role.
     *
     * @param header the names of the columns
     * @return the columns by role; roles without a column are absent
     */
    public static Map<ColumnRole, String> guess(List<String> header) {
        List<String> folded = header.stream().map(ColumnRole::fold).toList();
        Map<ColumnRole, String> roles = new EnumMap<>(ColumnRole.class);
        for (ColumnRole role : values()) {
            for (String known : role.headers) {
                int column = folded.indexOf(known);
                if (column >= 0 && !roles.containsValue(header.get(column))) {
                    roles.put(role, header.get(column));
                    break;
                }
            }
        }
        return roles;
    }

    /**
     * A guess from the header and, for columns whose name says nothing, from what stands in them: dates, e-mail addresses and
     * sexes give themselves away.
     *
     * @param header the names of the columns, perhaps fewer than the file has
     * @param file the file to look into
     * @return the columns by role; roles without a column are absent
     */
    public static Map<ColumnRole, String> guess(List<String> header, Path file) {
        Map<ColumnRole, String> roles = guess(header);
        List<String> unnamed = new ArrayList<>(header);
        unnamed.removeAll(roles.values());
        unnamed.removeAll(texts(header, roles.values()));
        if (unnamed.isEmpty()) {
            return roles;
        }
        List<List<String>> sample = new ArrayList<>();
        Map<String, Integer> index = new HashMap<>();
        try (CsvFile csv = CsvFile.open(file)) {
            header.forEach(column -> index.put(column, csv.column(column)));
            CsvFile.Row row;
            while (sample.size() < 500 && (row = csv.next()) != null) {
                if (row.problem() == null) {
                    sample.add(row.values());
                }
            }
        }
        for (String column : unnamed) {
            int at = index.getOrDefault(column, 0);
            List<String> values = sample.stream()
                    .map(row -> row.get(at))
                    .filter(v -> !v.isEmpty())
                    .toList();
            ColumnRole role = byContent(values);
            if (role != null) {
                roles.putIfAbsent(role, column);
            }
        }
        return roles;
    }

    private static @Nullable ColumnRole byContent(List<String> values) {
        if (values.size() < 10) {
            return null;
        }
        double most = 0.9 * values.size();
        long distinct = values.stream().distinct().count();
        if (distinct <= 4
                && values.stream()
                                .filter(v -> v.length() > 1 || Character.isLetter(v.charAt(0)))
                                .filter(v -> Sex.parse(v).isPresent())
                                .count()
                        >= most) {
            return SEX;
        }
        if (values.stream().filter(v -> v.indexOf('@') > 0).count() >= most) {
            return EMAIL;
        }
        long dates = values.stream()
                .map(v -> DateText.parse(v, DateOrder.DAY_FIRST))
                .filter(d -> d != null && d.month() > 0 && d.year() >= 1700 && d.year() <= 2100)
                .count();
        return dates >= most && distinct > values.size() / 4 ? BIRTH_DATE : null;
    }

    /**
     * Columns that have no role of their own but help to tell people apart: occupation, region, mother's name and the like.
     *
     * @param header the names of the columns
     * @param taken columns that have a role
     * @return the others worth comparing as text
     */
    public static List<String> texts(List<String> header, Iterable<String> taken) {
        List<String> rest = new ArrayList<>(header);
        taken.forEach(rest::remove);
        rest.removeIf(column -> !TEXTS.contains(fold(column)));
        return rest;
    }

    private static String fold(String header) {
        return Normalizer.normalize(header.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
    }
}
