package org.trano.registry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.Scores;
import org.trano.registry.scoring.targeting.Quota;
import org.trano.registry.scoring.targeting.Selection;
import org.trano.registry.scoring.targeting.Targeting;
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

    private static Quota quota(String text) {
        return text.endsWith("%")
                ? Quota.share(share(text))
                : text.matches(NUMBER) ? Quota.total(Long.parseLong(text)) : Quota.read(Path.of(text));
    }

    /** The area that counts for the quota. */
    List<String> areas(List<String> codes) {
        return codes.stream().map(this::area).toList();
    }

    String area(String code) {
        return areaPrefix == 0 || code.length() <= areaPrefix ? code : code.substring(0, areaPrefix);
    }

    Selection select(List<String> households, List<String> areas, Scores scores) {
        return Targeting.builder(quota(java.util.Objects.requireNonNull(quota)))
                .waiting(share(waiting))
                .lottery(lottery)
                .build()
                .select(households, areas(areas), scores.values(), scores.neediest());
    }
}
