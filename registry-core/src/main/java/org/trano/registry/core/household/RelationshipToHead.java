package org.trano.registry.core.household;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a member stands to the head of the household. Finer relations (person to person) come on top of this. */
public enum RelationshipToHead {
    /** The head. A household may have none on file. */
    HEAD,
    /** Wife, husband or partner of the head; co-wives too. */
    SPOUSE,
    /** Son or daughter, also by marriage or adoption. */
    CHILD,
    /** Father or mother, also by marriage. */
    PARENT,
    /** Brother or sister. */
    SIBLING,
    /** Grandchild. */
    GRANDCHILD,
    /** Any other relative. */
    OTHER_RELATIVE,
    /** Not a relative: lodger, domestic worker, foster child. */
    NOT_RELATED,
    /** Not asked or not known. */
    UNKNOWN;

    private static final Map<String, RelationshipToHead> WORDS = Map.ofEntries(
            Map.entry("head", HEAD),
            Map.entry("chef", HEAD),
            Map.entry("chef de menage", HEAD),
            Map.entry("chef de ménage", HEAD),
            Map.entry("cm", HEAD),
            Map.entry("spouse", SPOUSE),
            Map.entry("wife", SPOUSE),
            Map.entry("husband", SPOUSE),
            Map.entry("partner", SPOUSE),
            Map.entry("conjoint", SPOUSE),
            Map.entry("conjointe", SPOUSE),
            Map.entry("epouse", SPOUSE),
            Map.entry("épouse", SPOUSE),
            Map.entry("epoux", SPOUSE),
            Map.entry("époux", SPOUSE),
            Map.entry("child", CHILD),
            Map.entry("son", CHILD),
            Map.entry("daughter", CHILD),
            Map.entry("enfant", CHILD),
            Map.entry("fils", CHILD),
            Map.entry("fille", CHILD),
            Map.entry("parent", PARENT),
            Map.entry("father", PARENT),
            Map.entry("mother", PARENT),
            Map.entry("pere", PARENT),
            Map.entry("père", PARENT),
            Map.entry("mere", PARENT),
            Map.entry("mère", PARENT),
            Map.entry("sibling", SIBLING),
            Map.entry("brother", SIBLING),
            Map.entry("sister", SIBLING),
            Map.entry("frere", SIBLING),
            Map.entry("frère", SIBLING),
            Map.entry("soeur", SIBLING),
            Map.entry("sœur", SIBLING),
            Map.entry("grandchild", GRANDCHILD),
            Map.entry("petit-enfant", GRANDCHILD),
            Map.entry("petit-fils", GRANDCHILD),
            Map.entry("petite-fille", GRANDCHILD),
            Map.entry("other relative", OTHER_RELATIVE),
            Map.entry("other_relative", OTHER_RELATIVE),
            Map.entry("relative", OTHER_RELATIVE),
            Map.entry("autre parent", OTHER_RELATIVE),
            Map.entry("not related", NOT_RELATED),
            Map.entry("not_related", NOT_RELATED),
            Map.entry("sans lien", NOT_RELATED),
            Map.entry("unknown", UNKNOWN),
            Map.entry("inconnu", UNKNOWN));

    /**
     * Reads a word as it stands in a file, in French or English.
     *
     * @param text for example {@code head}, {@code épouse}
     * @return the relationship, {@link #UNKNOWN} for a blank, empty where the word is not known to us
     */
    public static Optional<RelationshipToHead> parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.isEmpty() ? Optional.of(UNKNOWN) : Optional.ofNullable(WORDS.get(word));
    }
}
