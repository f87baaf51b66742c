package org.trano.registry.scoring.targeting;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;
import org.trano.registry.scoring.model.Evaluation;
import org.trano.registry.scoring.model.Neediest;

/**
 * The published terms of a list: how many, counted how, where, what waits, how lots are drawn. They can be written down as names and
 * texts and read again, so that a list can be made again years later. Immutable.
 *
 * @param quota {@code 20%} of all, {@code 12000} in all, or areas and numbers such as {@code TG01=300,TG02=250}
 * @param counting what a household takes of the quota
 * @param transfer what a household gets, where the quota is counted in money; otherwise null
 * @param areaPrefix by how many characters of an area's code quotas go, 0 for all
 * @param waiting how many wait, as a share of the quota
 * @param lottery the word from which lots among equal scores are drawn
 * @param eligibleOnly whether only those may be selected who qualify by the model's own rules
 * @param reviewBand how near the cut-off a score has to be for somebody to look again, negative for never
 * @param modelDate the day whose parameters of the model count, null for the last ones
 * @param recertification how long a place on the list holds, null where nothing is said
 */
public record SelectionTerms(
        String quota,
        Counting counting,
        @Nullable TransferValue transfer,
        int areaPrefix,
        double waiting,
        String lottery,
        boolean eligibleOnly,
        double reviewBand,
        @Nullable LocalDate modelDate,
        @Nullable Recertification recertification) {
    /** What a household takes of a quota. */
    public enum Counting {
        /** One place. */
        HOUSEHOLDS,
        /** A place for each of its people. */
        PERSONS,
        /** What it gets, in the smallest unit of money: the quota is a budget. */
        MONEY
    }

    /**
     * Checks that the quota can be read.
     *
     * @param quota how many
     * @param counting counted how
     * @param transfer what a household gets
     * @param areaPrefix by which areas
     * @param waiting how many wait
     * @param lottery how lots are drawn
     * @param eligibleOnly who may be selected
     * @param reviewBand who is looked at again
     * @param modelDate which parameters
     * @param recertification how long a place holds
     * @throws DataException if it cannot
     * @throws IllegalArgumentException if there is a transfer and no budget, or a budget and no transfer
     */
    public SelectionTerms {
        parse(quota);
        if ((counting == Counting.MONEY) != (transfer != null)) {
            throw new IllegalArgumentException(
                    "A budget needs to know what a household gets, and only a budget does. Maybe Counting.MONEY?");
        }
    }

    /**
     * The quota as numbers.
     *
     * @return the quota
     */
    public Quota places() {
        return parse(quota);
    }

    private static Quota parse(String text) {
        try {
            if (text.endsWith("%")) {
                return Quota.share(Double.parseDouble(text.substring(0, text.length() - 1)) / 100);
            }
            if (!text.contains("=")) {
                return Quota.total(Long.parseLong(text));
            }
            Map<String, Long> byArea = new TreeMap<>();
            for (String one : text.split(",")) {
                int at = one.lastIndexOf('=');
                byArea.put(one.substring(0, at), Long.valueOf(one.substring(at + 1)));
            }
            return Quota.perArea(byArea);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DataException(Problem.ofValue("selection.quota", "quota", 0, "quota", text), e);
        }
    }

    /**
     * The area that counts for the quota.
     *
     * @param code the code of a household's place, empty where it has none
     * @return its first characters, or all
     */
    public String area(String code) {
        return area(code, areaPrefix);
    }

    /**
     * The area that a number of characters makes of a code: P-codes nest.
     *
     * @param code the code of a place, empty where there is none
     * @param prefix how many characters count, 0 for all
     * @return the first characters, or all
     */
    public static String area(String code, int prefix) {
        return prefix == 0 || code.length() <= prefix ? code : code.substring(0, prefix);
    }

    /**
     * Whom a list is made of on these terms.
     *
     * @param households the number of each household
     * @param places the code of the place of each, empty where it has none
     * @param sizes how many people each has
     * @param scores the score of each, NaN where it has none
     * @param neediest which end of the scores is served first
     * @param decisions who qualifies by the model; needed for {@link #eligibleOnly}, otherwise null
     * @return the candidates
     */
    public Candidates candidates(
            List<String> households,
            List<String> places,
            List<Integer> sizes,
            double[] scores,
            Neediest neediest,
            @Nullable Evaluation decisions) {
        Candidates all =
                Candidates.of(households, places.stream().map(this::area).toList(), scores, neediest);
        if (counting != Counting.HOUSEHOLDS) {
            all = all.counting(sizes.stream()
                    .mapToLong(size -> transfer == null ? size : transfer.of(size))
                    .toArray());
        }
        return eligibleOnly && decisions != null ? all.eligible(decisions) : all;
    }

    /**
     * How lists are made on these terms.
     *
     * @return the targeting
     */
    public Targeting targeting() {
        Targeting.Builder builder = Targeting.builder(places()).waiting(waiting).lottery(lottery);
        if (reviewBand >= 0) {
            builder.reviewBand(reviewBand);
        }
        return builder.build();
    }

    /**
     * The terms as names and texts.
     *
     * @return a map that {@link #of} reads
     */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        map.put("quota", quota);
        map.put("counting", counting.name().toLowerCase(Locale.ROOT));
        map.put("area_prefix", Integer.toString(areaPrefix));
        map.put("waiting", Double.toString(waiting));
        map.put("lottery", lottery);
        map.put("eligible_only", Boolean.toString(eligibleOnly));
        map.put("review_band", Double.toString(reviewBand));
        if (modelDate != null) {
            map.put("model_date", modelDate.toString());
        }
        if (transfer != null) {
            map.put("transfer_household", Long.toString(transfer.perHousehold()));
            map.put("transfer_person", Long.toString(transfer.perPerson()));
            map.put("transfer_most_persons", Integer.toString(transfer.mostPersons()));
        }
        if (recertification != null) {
            map.put("term", recertification.term().toString());
            map.put("data_age", recertification.dataAge().toString());
        }
        return map;
    }

    /**
     * Reads terms.
     *
     * @param map what {@link #toMap} wrote
     * @return the terms
     * @throws DataException if something is missing or cannot be read
     */
    public static SelectionTerms of(Map<String, String> map) {
        String date = map.get("model_date");
        try {
            return new SelectionTerms(
                    need(map, "quota"),
                    Arrays.stream(Counting.values())
                            .filter(c -> c.name().equalsIgnoreCase(need(map, "counting")))
                            .findFirst()
                            .orElseThrow(() -> unreadable("counting", need(map, "counting"))),
                    map.containsKey("transfer_household")
                            ? new TransferValue(
                                    Long.parseLong(need(map, "transfer_household")),
                                    Long.parseLong(need(map, "transfer_person")),
                                    Integer.parseInt(need(map, "transfer_most_persons")))
                            : null,
                    Integer.parseInt(need(map, "area_prefix")),
                    Double.parseDouble(need(map, "waiting")),
                    need(map, "lottery"),
                    Boolean.parseBoolean(need(map, "eligible_only")),
                    Double.parseDouble(need(map, "review_band")),
                    date == null ? null : LocalDate.parse(date),
                    map.containsKey("term")
                            ? new Recertification(Period.parse(need(map, "term")), Period.parse(need(map, "data_age")))
                            : null);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable("terms", map.toString());
        }
    }

    private static String need(Map<String, String> map, String name) {
        String value = map.get(name);
        if (value == null) {
            throw unreadable(name, "");
        }
        return value;
    }

    private static DataException unreadable(String field, String value) {
        return new DataException(Problem.ofValue("selection.terms", "terms", 0, field, value));
    }
}
