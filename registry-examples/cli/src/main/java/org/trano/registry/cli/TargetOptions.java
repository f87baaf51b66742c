package org.trano.registry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.targeting.Candidates;
import org.trano.registry.scoring.targeting.Quota;
import org.trano.registry.scoring.targeting.SelectionTerms;
import picocli.CommandLine.Option;

/** How a list is made out of scores. */
final class TargetOptions {
    private static final String NUMBER = "\\d{1,12}";

    @Option(
            names = "--quota",
            paramLabel = "QUOTA",
            description =
                    "How many households: a share of all (20%%), a number for the country (12000), or a CSV file with the columns area and quota.")
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
            description = "What a household takes of the quota: one place (households) or one for each of its people"
                    + " (persons) (default ${DEFAULT-VALUE}).")
    private SelectionTerms.Counting counting = SelectionTerms.Counting.HOUSEHOLDS;

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
        return new SelectionTerms(
                text, counting, areaPrefix, share(waiting), lottery, eligibleOnly, reviewBand, modelDate);
    }

    /** Whom a list is made of. */
    Candidates candidates(List<String> households, List<String> places, List<Integer> sizes, Scores scores) {
        Candidates all =
                Candidates.of(households, places.stream().map(this::area).toList(), scores.values(), scores.neediest());
        if (counting == SelectionTerms.Counting.PERSONS) {
            all = all.counting(sizes.stream().mapToLong(Integer::longValue).toArray());
        }
        return eligibleOnly && scores.decisions().isPresent()
                ? all.eligible(scores.decisions().get())
                : all;
    }

    /** The area that counts for the quota. */
    String area(String code) {
        return SelectionTerms.area(code, areaPrefix);
    }
}
