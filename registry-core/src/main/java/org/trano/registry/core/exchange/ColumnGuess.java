package org.trano.registry.core.exchange;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.trano.registry.core.person.Sex;

/**
 * What the columns of a file of people say, guessed from their names and, where those say nothing, from what stands in them. Immutable.
 *
 * @param roles the columns by role; roles without a column are absent
 * @param texts columns without a role that help to tell people apart, in the order of the file: region, occupation, mother's name, and
 *     others that hold many different words
 */
public record ColumnGuess(Map<ColumnRole, String> roles, List<String> texts) {
    /** Columns without a role of their own that help to tell people apart, whatever stands in them. */
    private static final Set<String> TEXTS = Set.of(
            "address_2",
            "adresse_2",
            "street_number",
            "middle_name",
            "grandfather_name",
            "nom_du_grand_pere",
            "second_name",
            "segundo_apellido",
            "apellido_2",
            "apellido2",
            "apellido_materno",
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

    /** Words that say whose a column is, or which of several, but not what: {@code date_de_naissance_du_beneficiaire}. */
    private static final Set<String> QUALIFIERS = Set.of(
            ("1 of the person personne persona pessoa individual individu individuo member membre miembro membro beneficiary beneficiaire"
                            + " beneficiario client patient citizen citoyen applicant demandeur respondent repondant declared declare"
                            + " de du des d la le l del da do res residence residencia residential current actuel actuelle main principal"
                            + " principale complete complet")
                    .split(" "));

    /** Where a list names nobody else, the head of a household is who it is about; and all members live where the head does. */
    private static final Set<String> HEADS = Set.of(
            "head",
            "chef",
            "cheffe",
            "jefe",
            "chefe",
            "hh",
            "household",
            "menage",
            "hogar",
            "titulaire",
            "holder",
            "recipient");

    private static final Set<ColumnRole> NAME_ROLES =
            Set.of(ColumnRole.GIVEN_NAME, ColumnRole.FAMILY_NAME, ColumnRole.FULL_NAME);

    private static final Set<ColumnRole> HOME_ROLES =
            Set.of(ColumnRole.PHONE, ColumnRole.PLACE, ColumnRole.ADDRESS, ColumnRole.POSTCODE);

    /** Names that are given names where there is a family name beside them. */
    private static final Set<String> NAMES =
            Set.of("name", "nombre", "nome", "jina", "nama", "magaca", "magac", "الاسم");

    /** Where nobody has a family name, the father's name stands behind one's own: in the Horn of Africa and elsewhere. */
    private static final List<String> FATHERS = List.of(
            "father_name", "fathers_name", "nom_du_pere", "nom_pere", "patronymic", "magaca_aabbaha", "اسم_الاب");

    /** Words in the name of a column that says who wrote a record, when and how it was dealt with, or which number it has, not who is meant. */
    private static final Set<String> NO_EVIDENCE = Set.of(
            ("id ids uuid guid key cle hash code number numero cluster entity truth label match pair group groupe batch lot row ligne record"
                            + " enregistrement index created updated modified cree maj user utilisateur enumerator enqueteur enquetrice"
                            + " interviewer agent operator operateur supervisor superviseur comment comments commentaire commentaires note notes"
                            + " remarque remarques observation observations status statut etat consent consentement device appareil version"
                            + " relationship relation lien source programme program file fichier photo url gps")
                    .split(" "));

    /** Words in the name of a date that is not of birth. */
    private static final Set<String> OTHER_DATES = Set.of(
            ("interview enquete entretien survey registration registered enregistrement inscription enrolment enrollment enrolled collecte"
                            + " visit visite created updated creation payment paiement death deces start end debut fin submission entry exit"
                            + " validation expiry expiration")
                    .split(" "));

    private static final Pattern BRACKETS = Pattern.compile("\\([^)]*\\)|\\[[^]]*]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern EDGES = Pattern.compile("^_+|_+$");
    /** {@code tel1} is the first of two. */
    private static final Pattern FIRST = Pattern.compile("(?<=\\p{L})1$");

    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    /** Letters that are no part of a code such as {@code TG01A}. */
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}{2,}(?![\\p{L}\\p{N}])");

    private static final int SAMPLE = 500;
    private static final int FEWEST = 10;
    private static final double MOST_OF_THEM = 0.9;
    /** Words tell people apart if no more than so many pairs have the same ones. */
    private static final double MOST_EQUAL = 0.1;
    /** More columns than these say the same again, and every one of them costs. */
    private static final int MOST_TEXTS = 5;

    /** A column says again what others say if more than this share of its words stands there too. */
    private static final double MOST_REPEATED = 0.8;

    private static final int LONGEST_TEXT = 60;
    /** People of one list are born in more years than these. */
    private static final int FEWEST_YEARS = 3;

    /**
     * Keeps what was guessed.
     *
     * @param roles the columns by role
     * @param texts columns without a role
     */
    public ColumnGuess {
        roles = roles.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(roles));
        texts = List.copyOf(texts);
    }

    /**
     * A guess from the names of the columns alone: each role goes to the column that bears the first of the role's known names, in
     * English, French, Malagasy, Arabic, Somali, Swahili, Spanish or Portuguese, else to one that bears such a name and says whose it is
     * ({@code date_naissance_beneficiaire}); each column gets one role.
     *
     * @param header the names of the columns
     * @return the guess
     */
    public static ColumnGuess of(List<String> header) {
        Map<ColumnRole, String> roles = byName(header);
        return new ColumnGuess(roles, texts(header, roles.values()));
    }

    /**
     * A guess from the names of the columns and, for those whose name says nothing, from what stands in the first five hundred rows: dates, e-mail
     * addresses and sexes give themselves away, and columns of many different words are texts. Numbers without a name say nothing: they may be those of the
     * records.
     *
     * @param header the names of the columns, perhaps fewer than the file has
     * @param file the file to look into
     * @return the guess
     */
    public static ColumnGuess of(List<String> header, Path file) {
        Map<ColumnRole, String> roles = byName(header);
        List<String> texts = texts(header, roles.values());
        List<String> unnamed = new ArrayList<>(header);
        unnamed.removeAll(roles.values());
        unnamed.removeAll(texts);
        boolean oneName = !roles.containsKey(ColumnRole.FULL_NAME)
                && roles.containsKey(ColumnRole.GIVEN_NAME) != roles.containsKey(ColumnRole.FAMILY_NAME);
        if (unnamed.isEmpty() && !oneName) {
            return new ColumnGuess(roles, texts);
        }
        List<Map<String, String>> rows = sample(header, file);
        if (oneName) {
            ColumnRole one = roles.containsKey(ColumnRole.GIVEN_NAME) ? ColumnRole.GIVEN_NAME : ColumnRole.FAMILY_NAME;
            String column = roles.getOrDefault(one, "");
            if (isMost(values(rows, column), v -> v.indexOf(' ') > 0, 0.5)) {
                roles.remove(one);
                roles.put(ColumnRole.FULL_NAME, column);
            }
        }
        List<String> words = new ArrayList<>();
        String birth = "";
        int most = FEWEST_YEARS;
        for (String column : unnamed) {
            List<String> values = values(rows, column);
            if (values.size() < FEWEST) {
                continue;
            }
            if (isSex(values)) {
                roles.putIfAbsent(ColumnRole.SEX, column);
            } else if (isMost(values, v -> v.indexOf('@') > 0, MOST_OF_THEM)) {
                roles.putIfAbsent(ColumnRole.EMAIL, column);
            } else if (isMost(values, v -> year(v) > 0, 0.5)) {
                int years = years(values);
                if (years > most && Collections.disjoint(words(column), OTHER_DATES)) {
                    birth = column;
                    most = years;
                }
            } else if (Collections.disjoint(words(column), NO_EVIDENCE)
                    && isMost(values, ColumnGuess::isWords, MOST_OF_THEM)) {
                words.add(column);
            }
        }
        if (!birth.isEmpty() && !roles.containsKey(ColumnRole.BIRTH_YEAR)) {
            roles.putIfAbsent(ColumnRole.BIRTH_DATE, birth);
        }
        Set<String> chosen = new HashSet<>(texts);
        chosen.addAll(telling(words, rows, roles.values(), texts));
        return new ColumnGuess(roles, header.stream().filter(chosen::contains).toList());
    }

    /** Columns of words that tell most people apart, and do not say again what others say. */
    private static List<String> telling(
            List<String> words, List<Map<String, String>> rows, Collection<String> roles, Collection<String> texts) {
        Map<String, Double> equal = new HashMap<>();
        words.forEach(column -> equal.put(column, equalPairs(values(rows, column))));
        Set<String> taken = new LinkedHashSet<>(roles);
        taken.addAll(texts);
        List<String> telling = new ArrayList<>();
        words.stream()
                .filter(column -> equal.getOrDefault(column, 1.0) <= MOST_EQUAL)
                .sorted(Comparator.comparing(column -> equal.getOrDefault(column, 1.0)))
                .forEach(column -> {
                    if (telling.size() < MOST_TEXTS && !repeats(column, rows, taken)) {
                        telling.add(column);
                        taken.add(column);
                    }
                });
        return telling;
    }

    /** Whether most words of a column stand in other columns of the same row too: a whole name beside its parts. */
    private static boolean repeats(String column, List<Map<String, String>> rows, Collection<String> others) {
        int all = 0;
        int again = 0;
        for (Map<String, String> row : rows) {
            Set<String> said = new HashSet<>();
            others.forEach(other -> said.addAll(words(row.getOrDefault(other, ""))));
            for (String word : words(row.getOrDefault(column, ""))) {
                all += word.isEmpty() ? 0 : 1;
                again += !word.isEmpty() && said.contains(word) ? 1 : 0;
            }
        }
        return again > MOST_REPEATED * all;
    }

    /** The first rows, by column, without what is blank. */
    private static List<Map<String, String>> sample(List<String> header, Path file) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file)) {
            CsvFile.Row row;
            while (rows.size() < SAMPLE && (row = csv.next()) != null) {
                Map<String, String> values = new HashMap<>();
                for (String column : row.problem() == null ? header : List.<String>of()) {
                    String value = row.values().get(csv.column(column)).strip();
                    if (!value.isEmpty()) {
                        values.put(column, value);
                    }
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static List<String> values(List<Map<String, String>> rows, String column) {
        return rows.stream()
                .map(row -> row.getOrDefault(column, ""))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static Map<ColumnRole, String> byName(List<String> header) {
        Map<ColumnRole, String> roles = new EnumMap<>(ColumnRole.class);
        List<String> names = header.stream().map(ColumnGuess::fold).toList();
        name(roles, header, names);
        List<String> plain = names.stream()
                .map(name -> without(FIRST.matcher(name).replaceAll(""), QUALIFIERS))
                .toList();
        name(roles, header, plain);
        Map<ColumnRole, String> ofHeads = new EnumMap<>(ColumnRole.class);
        ofHeads.putAll(roles);
        name(ofHeads, header, plain.stream().map(name -> without(name, HEADS)).toList());
        boolean isAboutHeads =
                Collections.disjoint(roles.keySet(), NAME_ROLES) && !Collections.disjoint(ofHeads.keySet(), NAME_ROLES);
        ofHeads.forEach((role, column) -> {
            if (isAboutHeads || HOME_ROLES.contains(role)) {
                roles.put(role, column);
            }
        });
        String name = roles.getOrDefault(ColumnRole.FULL_NAME, "");
        boolean isGiven = NAMES.contains(without(fold(name), QUALIFIERS));
        if (!roles.containsKey(ColumnRole.FAMILY_NAME) && (isGiven || roles.containsKey(ColumnRole.GIVEN_NAME))) {
            for (String father : FATHERS) {
                if (names.contains(father)) {
                    roles.putIfAbsent(ColumnRole.FAMILY_NAME, header.get(names.indexOf(father)));
                }
            }
        }
        if (isGiven && roles.containsKey(ColumnRole.FAMILY_NAME) && !roles.containsKey(ColumnRole.GIVEN_NAME)) {
            roles.remove(ColumnRole.FULL_NAME);
            roles.put(ColumnRole.GIVEN_NAME, name);
        }
        return roles;
    }

    /** Gives each role without a column the first one that bears a name of it. */
    private static void name(Map<ColumnRole, String> roles, List<String> header, List<String> names) {
        for (ColumnRole role : ColumnRole.values()) {
            for (String known : role.headers()) {
                int column = names.indexOf(known);
                if (column >= 0 && !roles.containsKey(role) && !roles.containsValue(header.get(column))) {
                    roles.put(role, header.get(column));
                }
            }
        }
    }

    private static List<String> texts(List<String> header, Collection<String> taken) {
        return header.stream()
                .filter(column -> !taken.contains(column) && TEXTS.contains(fold(column)))
                .toList();
    }

    private static List<String> words(String text) {
        return List.of(fold(text).split("_"));
    }

    private static String without(String name, Set<String> words) {
        return String.join(
                "_",
                Arrays.stream(name.split("_"))
                        .filter(word -> !words.contains(word))
                        .toList());
    }

    private static boolean isSex(List<String> values) {
        return values.stream().distinct().count() <= 4
                && isMost(
                        values,
                        v -> (v.length() > 1 || Character.isLetter(v.charAt(0)))
                                && Sex.parse(v).isPresent(),
                        MOST_OF_THEM);
    }

    /** Words, perhaps with a number among them: {@code 12 Rue des Fleurs}, not {@code TG-01.234}. */
    private static boolean isWords(String value) {
        return value.length() <= LONGEST_TEXT
                && WORD.matcher(value).find()
                && value.chars().filter(Character::isLetter).count()
                        > value.chars().filter(Character::isDigit).count();
    }

    /** The year of a date of which at least the month is known, 0 for what is none. */
    private static int year(String value) {
        DateText date = DateText.parse(value, DateOrder.DAY_FIRST);
        return date != null && date.month() > 0 && date.year() >= 1700 && date.year() <= 2100 ? date.year() : 0;
    }

    /** In how many years the dates lie, without the earliest and the latest twentieth of them. */
    private static int years(List<String> values) {
        int[] years = values.stream()
                .mapToInt(ColumnGuess::year)
                .filter(year -> year > 0)
                .sorted()
                .toArray();
        return years[years.length - 1 - years.length / 20] - years[years.length / 20] + 1;
    }

    private static boolean isMost(List<String> values, Predicate<String> what, double share) {
        return values.stream().filter(what).count() > share * values.size();
    }

    /** The share of pairs of values that are equal. */
    private static double equalPairs(List<String> values) {
        Map<String, Integer> counts = new HashMap<>();
        values.forEach(value -> counts.merge(fold(value), 1, Integer::sum));
        double equal = counts.values().stream().mapToDouble(n -> n * (n - 1.0)).sum();
        return equal / values.size() / (values.size() - 1);
    }

    /** Small letters without accents, words joined by one underscore, without what stands in brackets: {@code prenom} for {@code Prénom(s)}. */
    private static String fold(String header) {
        String bracketless = BRACKETS.matcher(header).replaceAll("");
        String told = bracketless.isBlank() ? header : bracketless;
        String plain = HUMP.matcher(told.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
        String bare =
                MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD)).replaceAll("");
        return EDGES.matcher(NO_LETTERS.matcher(bare).replaceAll("_")).replaceAll("");
    }
}
