package org.trano.registry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.targeting.Quota;
import org.trano.registry.scoring.targeting.Recertification;
import org.trano.registry.scoring.targeting.SelectionTerms;
import org.trano.registry.scoring.targeting.TransferValue;
import picocli.CommandLine.Option;

/** How a list is made out of scores. */
final class TargetOptions {
    private static final String NUMBER = "\\d{1,12}";

    @Option(
            names = "--quota",
            paramLabel = "QUOTA",
            description =
                    "How many: a share of all (20%%), a number for the country (12000), or a CSV file with the columns"
                            + " area and quota. What is counted, --counting says; counted in money it is a budget.")
    private @Nullable String quota;

    @Option(
            names = "--waiting",
            paramLabel = "SHARE",
            description = "How many wait, as a share of the quota (default ${DEFAULT-VALUE}%).")
    private String waiting = "10%";

    @Option(
            names = "--lottery",
            paramLabel = "WORD",
            description = "The published word from which lots among equal scores are drawn.")
    private String lottery = "";

    @Option(
            names = "--area-prefix",
            paramLabel = "N",
            description = "Quotas are by the first N characters of the area's code: P-codes nest.")
    private int areaPrefix;

    @Option(
            names = "--counting",
            paramLabel = "WHAT",
            description =
                    "What a household takes of the quota: one place (households), one for each of its people (persons),"
                            + " or what it gets (money) (default ${DEFAULT-VALUE}).")
    private SelectionTerms.Counting counting = SelectionTerms.Counting.HOUSEHOLDS;

    @Option(
            names = "--per-household",
            paramLabel = "AMOUNT",
            description = "With --counting money: what each household gets, in whole units of money.")
    private long perHousehold;

    @Option(
            names = "--per-person",
            paramLabel = "AMOUNT",
            description = "With --counting money: what it gets for each of its people besides.")
    private long perPerson;

    @Option(
            names = "--most-persons",
            paramLabel = "N",
            description = "With --counting money: for so many of its people at most (default: all).")
    private int mostPersons = Integer.MAX_VALUE;

    @Option(
            names = "--holds",
            paramLabel = "PERIOD",
            description = "With --registry: how long a place on the list holds, such as 2y or 18m.")
    private @Nullable String holds;

    @Option(
            names = "--data-age",
            paramLabel = "PERIOD",
            description =
                    "With --holds: how old a household's answers may become, such as 3y (default: as long as a place holds).")
    private @Nullable String dataAge;

    @Option(
            names = "--eligible-only",
            description = "Only those may be selected who qualify by the model's own cut-off or rules.")
    private boolean eligibleOnly;

    @Option(
            names = "--review-band",
            paramLabel = "X",
            description = "Mark households whose score is so near the cut-off of their area.")
    private double reviewBand = -1;

    boolean isGiven() {
        return quota != null;
    }

    /** What is wrong with these options, or null. */
    @Nullable
    String fault() {
        if (quota == null) {
            return "Say how many: --quota 20%, --quota 12000 or --quota quota.csv.";
        }
        if (!quota.endsWith("%") && !quota.matches(NUMBER) && !Files.exists(Path.of(quota))) {
            return "--quota is '" + quota
                    + "', which is neither a share (20%), nor a whole number (12000), nor a file that exists.";
        }
        boolean amounts = perHousehold != 0 || perPerson != 0 || mostPersons != Integer.MAX_VALUE;
        if (counting == SelectionTerms.Counting.MONEY && perHousehold == 0 && perPerson == 0) {
            return "--counting money needs --per-household, --per-person or both: what does a household get?";
        }
        if (counting != SelectionTerms.Counting.MONEY && amounts) {
            return "--per-household, --per-person and --most-persons need --counting money.";
        }
        if (perHousehold < 0 || perPerson < 0 || mostPersons < 1) {
            return "--per-household and --per-person must be 0 or more, --most-persons 1 or more.";
        }
        if (holds != null && period(holds) == null) {
            return "--holds is '" + holds + "', but must be a period such as 2y or 18m.";
        }
        if (dataAge != null && (holds == null || period(dataAge) == null)) {
            return "--data-age is '" + dataAge + "', but must be a period such as 3y, beside --holds.";
        }
        if (areaPrefix < 0) {
            return "--area-prefix must be 1 or more.";
        }
        if (share(waiting) < 0) {
            return "--waiting is '" + waiting + "', but must be a share such as 10%.";
        }
        if (quota.endsWith("%") && !(share(quota) >= 0 && share(quota) <= 1)) {
            return "--quota is '" + quota + "', but a share must lie between 0% and 100%.";
        }
        return null;
    }

    /** A share in per cent, or -1. */
    static double share(String text) {
        if (!text.matches("\\d{1,5}([.,]\\d{1,6})?\\s?%")) {
            return -1;
        }
        return Double.parseDouble(text.substring(0, text.length() - 1).strip().replace(',', '.')) / 100;
    }

    /** Years or months, or null. */
    private static @Nullable Period period(String text) {
        if (!text.matches("[1-9]\\d{0,2}[ym]")) {
            return null;
        }
        int number = Integer.parseInt(text.substring(0, text.length() - 1));
        return text.endsWith("y") ? Period.ofYears(number) : Period.ofMonths(number);
    }

    /** Whether a household takes as much of the quota as it has people, or gets. */
    boolean needsSizes() {
        return counting == SelectionTerms.Counting.PERSONS || perPerson > 0;
    }

    /** Whether places run out. */
    boolean needsInterviews() {
        return holds != null;
    }

    /** The terms as they are published: a file of quotas is written out. */
    SelectionTerms terms(@Nullable LocalDate modelDate) {
        String text = Objects.requireNonNull(quota);
        if (text.endsWith("%")) {
            text = share(text) * 100 + "%";
        } else if (!text.matches(NUMBER)) {
            StringJoiner areas = new StringJoiner(",");
            Quota.read(Path.of(text)).byArea(new TreeMap<>()).forEach((area, number) -> areas.add(area + "=" + number));
            text = areas.toString();
        }
        Period term = holds == null ? null : period(holds);
        Period age = dataAge == null ? term : period(dataAge);
        return new SelectionTerms(
                text,
                counting,
                counting == SelectionTerms.Counting.MONEY
                        ? new TransferValue(perHousehold, perPerson, mostPersons)
                        : null,
                areaPrefix,
                share(waiting),
                lottery,
                eligibleOnly,
                reviewBand,
                modelDate,
                term == null || age == null ? null : new Recertification(term, age));
    }

    /** The area that counts for the quota. */
    String area(String code) {
        return SelectionTerms.area(code, areaPrefix);
    }
}
