package org.trano.registry.dedup.name;

import java.io.IOException;
import java.io.Reader;
import java.util.Set;

/**
 * What one naming tradition knows: which words are titles, which mean "no name", which spellings are one name, and how its letters
 * sound. Packs of several traditions work together in a {@link NameReader}.
 *
 * <p>All methods take words that were folded ({@link Folding}): small letters without accents. A pack is immutable and thread-safe.
 *
 * <p>Most packs are a data file and nothing else: see {@link #parse}. Implement the interface itself where rules cannot say it.
 */
public interface CulturePack {
    /** The version of this interface that a pack is written for. */
    int API = 1;

    /**
     * The tradition's name for programs.
     *
     * @return small letters, digits and hyphens, such as {@code somali}
     */
    String id();

    /**
     * Whether a whole name stands for a missing one: "inconnu", "sans nom", "bébé de Mensah".
     *
     * @param folded the whole name, folded
     * @return whether nobody is called that
     */
    boolean isPlaceholder(String folded);

    /**
     * Whether a word before, between or after names is no part of the name: a title, "fils de", "épouse".
     *
     * @param word a folded word
     * @return whether it is left out, if anything else is left
     */
    boolean isLeftOut(String word);

    /**
     * Whether a word before a name is a title: "Mr", "Hadj". Titles are left out too ({@link #isLeftOut}).
     *
     * @param word a folded word
     * @return whether it is a title, if a name follows
     */
    default boolean isTitle(String word) {
        return false;
    }

    /**
     * Whether two words are one name, as {@code abdou} and {@code rahman} are.
     *
     * @param word a folded word
     * @param next the folded word after it
     * @return whether they are read as one
     */
    boolean isJoined(String word, String next);

    /**
     * The usual form of a name.
     *
     * @param part a folded part of a name
     * @return the form that all spellings and short forms share which no rule of sounds explains; the part itself where none is known
     */
    String usual(String part);

    /**
     * How a part of a name sounds to this tradition: its consonants in an alphabet common to all packs, in which {@code c} is the sound of
     * <i>ch</i> or <i>sh</i>, {@code j} that of <i>dj</i>, {@code a} any vowel at the beginning; vowels elsewhere, doubled letters and
     * <i>h</i> after the first sound are left out. A key of one or two sounds ends with {@code o} where the first vowel in it is o or u. Two spellings that may be one name by ear share it.
     *
     * @param part a folded part of a name
     * @return the sounds, at most a few letters; empty for a part that this tradition cannot read
     */
    String sounds(String part);

    /**
     * The usual forms the pack knows, for those who want to look at it.
     *
     * @return folded names, each the usual form of some others
     */
    Set<String> usualForms();

    /**
     * The version of this interface that the pack was written for.
     *
     * @return {@link #API}
     */
    default int api() {
        return API;
    }

    /**
     * Reads a pack from its data file: UTF-8 text in sections, {@code #} before remarks.
     *
     * <pre>{@code
     * id: somali
     * length: 6                    longest sound key, 2 to 12
     *
     * [placeholders]               whole names that mean "none", one a line; * at the end for any words
     * magac la'aan
     *
     * [left out]                   words
     * mudane
     *
     * [titles]                     words before a name, left out too
     * xaaji
     *
     * [joined]                     first words = second words
     * cabdi abdi = raxmaan rahman
     *
     * [variants]                   usual form = other forms
     * fatuma = faadumo fadumo
     *
     * [never]                      letters that this spelling never has: a name with them is not read by this pack
     * ou ss z
     *
     * [sounds]                     letters > sounds; ^ is the beginning and $ the end of a part, - is silence
     * x > h
     * ^c > -
     * }</pre>
     *
     * <p>Names in the file may be written as people write them; they are folded. Where several rules of sounds fit at a place, the longest one
     * is taken; a letter without a rule stands for itself. {@code V} in a rule stands for any vowel and is not used up.
     *
     * @param source the file's name, for messages
     * @param text the file
     * @return the pack
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line cannot be understood; the message names file, line, value and what to do
     */
    static CulturePack parse(String source, Reader text) throws IOException {
        return new PackFile(source, text).pack();
    }
}
