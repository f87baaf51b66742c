package org.trano.registry.dedup.name;

import java.util.List;

/**
 * One part of a name, as a {@link NameReader} reads it. Immutable.
 *
 * @param text the part, folded
 * @param usual the usual form of the name, where a pack knows one; else the text
 * @param sounds the ways in which it may sound, one for each tradition that reads it differently; two parts that share one may be the same
 *     name by ear: the keys to block by. May be empty for a part in a script that no pack reads
 */
public record NamePart(String text, String usual, List<String> sounds) {
    /**
     * Copies the list.
     *
     * @param text the part, folded
     * @param usual its usual form
     * @param sounds the ways in which it may sound
     */
    public NamePart {
        sounds = List.copyOf(sounds);
    }

    /**
     * Whether two parts may be the same name by ear.
     *
     * @param other another part
     * @return whether they share a way to sound
     */
    public boolean soundsLike(NamePart other) {
        for (String sound : sounds) {
            if (other.sounds.contains(sound)) {
                return true;
            }
        }
        return false;
    }
}
