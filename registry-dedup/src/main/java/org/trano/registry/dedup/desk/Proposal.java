package org.trano.registry.dedup.desk;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Act;
import org.trano.registry.core.Reading;
import org.trano.registry.core.household.RelationshipToHead;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Sex;

/**
 * One thing that the registry may be told about a household, to be accepted or not: {@link Desk#accept}. Immutable.
 */
public final class Proposal {
    private final Kind kind;
    private final List<Object> details;
    private final Function<Reading, Act> act;
    private final @Nullable PersonId person;

    Proposal(Kind kind, @Nullable PersonId person, List<Object> details, Function<Reading, Act> act) {
        this.kind = kind;
        this.person = person;
        this.details = List.copyOf(details);
        this.act = act;
    }

    /** What is proposed. */
    public enum Kind {
        /** The household is new and is written down. */
        REGISTER,
        /** The household lives elsewhere now. */
        MOVED,
        /** A child was born since it was last seen. */
        BORN,
        /** Somebody new belongs to it. */
        JOINED,
        /** Somebody known in another household belongs to it now. */
        CAME,
        /** Somebody else heads it. */
        HEAD,
        /** A member stands otherwise to the head, who is the same. */
        RELATED,
        /** Somebody was not named: they do not live there any more. */
        LEFT,
        /** Something more is known of a member. */
        DESCRIBED,
        /** Something that is known of a member was told differently. */
        CORRECTED,
        /** What was asked in the interview. */
        INTERVIEW,
        /** Somebody written down as new may be known: a reviewer should look. */
        REVIEW
    }

    /**
     * What is proposed.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Whom it is about.
     *
     * @return a person of the registry, or null where it is about the household
     */
    public @Nullable PersonId person() {
        return person;
    }

    /** The act as it is to be recorded, in view of what is known now. */
    Act act(Reading registry) {
        return act.apply(registry);
    }

    /**
     * The proposal in words.
     *
     * @param locale French gives French, anything else English
     * @return one or two sentences
     */
    public String text(Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(
                "org.trano.registry.dedup.proposals",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT,
                Proposal.class.getModule());
        return new MessageFormat(words.getString(kind.name().toLowerCase(Locale.ROOT)), locale)
                .format(details.stream().map(detail -> word(detail, words)).toArray());
    }

    private static Object word(Object detail, ResourceBundle words) {
        if (detail instanceof List<?> several) {
            return several.stream()
                    .map(each -> String.valueOf(word(each, words)))
                    .collect(Collectors.joining(", "));
        }
        if (detail instanceof RelationshipToHead relationship) {
            return words.getString("relationship." + relationship.name().toLowerCase(Locale.ROOT));
        }
        return detail instanceof Sex sex ? words.getString("sex." + sex.code()) : detail;
    }

    @Override
    public String toString() {
        return text(Locale.ROOT);
    }
}
