package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trano.registry.core.exchange.ColumnRole;
import org.trano.registry.dedup.RecordTable;
import org.trano.registry.dedup.name.Folding;

/**
 * The year in which each list asked people how old they are, so that their ages are years of birth which can be compared with those of others. It is the year that most people's year
 * of birth and age add up to: of those of whom a list knows both, and of those who have the same whole name elsewhere with a year of birth. Most of the latter are other people, whose sums are spread
 * over decades; those who are the same stand out. Depends on nothing but what the rows say, not on their order. Not thread-safe.
 */
final class SurveyYears {
    /** Completed years, perhaps with a word behind them; of small children also parts of a year: {@code 2,5}, {@code 8 mois}, {@code 1 an et 8 mois}. */
    private static final Pattern AGE = Pattern.compile(
            "(\\d{1,3})(?:[.,]\\d+)?\\s*(\\p{L}*)\\.?(?:\\s+(?:(?:et|and)\\s+)?\\d{1,2}\\s*\\p{L}+\\.?)?");
    /** How many of these are a year: what small children's ages are told in, folded. Others are years, or the sex behind them. */
    private static final Map<String, Integer> PARTS_OF_A_YEAR = Stream.of(
                    Map.entry(12, "mois month months mes meses volana mwezi miezi mezi شهر أشهر شهور شهرا"),
                    Map.entry(52, "semaine semaines week weeks semana semanas herinandro wiki أسبوع أسابيع"),
                    Map.entry(365, "jour jours day days dia dias andro siku يوم أيام يوما"))
            .flatMap(part ->
                    Arrays.stream(part.getValue().split(" ")).map(word -> Map.entry(Folding.fold(word), part.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** Of fewer people nothing is concluded. */
    private static final int FEWEST = 10;

    /** So many times as many sums lie around the year as around others nearby. */
    private static final int TIMES = 2;
    /** And so many standard deviations more than if people came by chance (Poisson). */
    private static final int DEVIATIONS = 5;
    /** Those nearby begin at this distance, for ages are rounded, and end at the other. */
    private static final int NEAREST = 4;

    private static final int FARTHEST = 13;
    /** A name that more people have with a year of birth says too little. */
    private static final int MOST_NAMESAKES = 16;
    /** What a person weighs, so that it can be shared by any number of namesakes without a rest. */
    private static final long ONE = 720_720;

    private static final int YEARS = 4000;

    private final RecordTable table;
    private final Titles titles;
    private final int[] born;
    private final int[] ages;
    private final int sources;
    /** By list and year, how many people's year of birth and age add up to it. */
    private final long[][] sums;

    private SurveyYears(RecordTable table, Titles titles, int[] born) {
        this.table = table;
        this.titles = titles;
        this.born = born;
        int column = table.column(ColumnRole.AGE);
        int[] byText = new int[table.distinct(column)];
        Arrays.setAll(byText, number -> age(table.distinct(column, number)));
        this.ages = new int[table.size()];
        Arrays.setAll(ages, row -> byText[table.number(row, column)]);
        this.sources = table.column(ColumnRole.SOURCE);
        this.sums = new long[sources < 0 ? 1 : table.distinct(sources)][YEARS];
    }

    /**
     * The age that a text says.
     *
     * @param text a cell
     * @return completed years, −1 where it says none
     */
    static int age(String text) {
        Matcher age = AGE.matcher(text.strip());
        return age.matches()
                ? Integer.parseInt(age.group(1)) / PARTS_OF_A_YEAR.getOrDefault(Folding.fold(age.group(2)), 1)
                : -1;
    }

    /**
     * The years of birth of a list with ages.
     *
     * @param table the records, with a column of ages
     * @param titles what is left out before names
     * @param born the year of birth that each row says, 0 where it says none
     * @return for each row that says none the year that follows from its age, 0 where none does; 0 for all others
     */
    static int[] yearsOfBirth(RecordTable table, Titles titles, int[] born) {
        SurveyYears surveys = new SurveyYears(table, titles, born);
        surveys.addOwn();
        surveys.addNamesakes();
        int[] years = Arrays.stream(surveys.sums).mapToInt(SurveyYears::peak).toArray();
        int[] follows = new int[born.length];
        for (int row = 0; row < born.length; row++) {
            int year = years[surveys.list(row)];
            follows[row] = surveys.isWanted(row) && year > 0 ? year - surveys.ages[row] : 0;
        }
        return follows;
    }

    private int list(int row) {
        return sources < 0 ? 0 : table.number(row, sources);
    }

    private boolean isWanted(int row) {
        return born[row] == 0 && ages[row] >= 0;
    }

    private void addOwn() {
        for (int row = 0; row < born.length; row++) {
            if (born[row] > 0 && ages[row] >= 0) {
                add(row, born[row], ONE);
            }
        }
    }

    private void addNamesakes() {
        Lexicon names = new Lexicon();
        int[] nameOfRow = new int[born.length];
        for (int row = 0; row < born.length; row++) {
            nameOfRow[row] = born[row] > 0 || isWanted(row) ? names.add(name(row)) : -1;
        }
        int none = names.find("");
        int[] namesakes = new int[names.size()];
        int[] last = new int[names.size()];
        Arrays.fill(last, -1);
        int[] before = new int[born.length];
        for (int row = 0; row < born.length; row++) {
            if (born[row] > 0) {
                before[row] = last[nameOfRow[row]];
                last[nameOfRow[row]] = row;
                namesakes[nameOfRow[row]]++;
            }
        }
        for (int row = 0; row < born.length; row++) {
            if (isWanted(row) && nameOfRow[row] != none && namesakes[nameOfRow[row]] <= MOST_NAMESAKES) {
                for (int other = last[nameOfRow[row]]; other >= 0; other = before[other]) {
                    add(row, born[other], ONE / namesakes[nameOfRow[row]]);
                }
            }
        }
    }

    private void add(int row, int year, long weight) {
        if (year + ages[row] < YEARS) {
            sums[list(row)][year + ages[row]] += weight;
        }
    }

    /** The words of a row's whole name, in the order of the alphabet: whichever comes first, it is the same. */
    private String name(int row) {
        String whole = text(row, ColumnRole.FULL_NAME);
        if (whole.isEmpty()) {
            whole = text(row, ColumnRole.GIVEN_NAME) + " " + text(row, ColumnRole.FAMILY_NAME);
        }
        String[] words = BLANKS.split(titles.fold(whole));
        Arrays.sort(words);
        return String.join(" ", words).strip();
    }

    private String text(int row, ColumnRole role) {
        int column = table.column(role);
        return column < 0 ? "" : table.value(row, column).strip();
    }

    /** The year around which so many more sums lie than around others nearby; 0 where there is none. */
    private static int peak(long[] sums) {
        int best = 1;
        for (int year = 1; year < sums.length - 1; year++) {
            best = sums[year] > sums[best] ? year : best;
        }
        long nearby = 0;
        for (int distance = NEAREST; distance <= FARTHEST; distance++) {
            nearby += best > distance ? sums[best - distance] : 0;
            nearby += best + distance < sums.length ? sums[best + distance] : 0;
        }
        long around = sums[best - 1] + sums[best] + sums[best + 1];
        // Three years against the average of as many out of those on both sides.
        double others = 3.0 * nearby / (2 * (FARTHEST - NEAREST + 1));
        double byChance = others + DEVIATIONS * Math.sqrt(others * ONE);
        return around >= FEWEST * ONE && around >= TIMES * others && around >= byChance ? best : 0;
    }
}
