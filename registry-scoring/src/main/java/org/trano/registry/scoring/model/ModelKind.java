package org.trano.registry.scoring.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of declared models. */
public enum ModelKind {
    /** A proxy means test: a weighted sum that predicts welfare (Grosh and Baker 1995), one for all or one for each kind of place. */
    LINEAR("linear-pmt"),
    /** A scorecard: points for answers, and likelihoods for sums of points (Schreiner 2010). */
    SCORECARD("scorecard"),
    /** Deprivations in several dimensions, counted by weight (Alkire and Foster 2011). */
    MULTIDIMENSIONAL("multidimensional"),
    /** Points by rules: all that hold, or the first. */
    RULES("rules"),
    /** Decision trees whose leaves are added up. */
    TREES("trees"),
    /** A weighted sum of other models. */
    COMPOSITE("composite");

    private final String name;

    ModelKind(String name) {
        this.name = name;
    }

    /**
     * What {@code model} says in the file.
     *
     * @return for example {@code linear-pmt}
     */
    public String word() {
        return name;
    }

    static Optional<ModelKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name.equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(kind -> kind.name).toList();
    }
}
