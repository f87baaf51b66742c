package org.trano.registry.portal;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Subject;

/**
 * An organisation told the public something: an event of the portal's own, in the stream of the organisation. It may lie ahead, and then
 * appears by itself when its day comes.
 *
 * @param id which piece of news; the same again is its newer wording
 * @param organisation who tells
 * @param titles what it is called, by language
 * @param texts what it says, by language; paragraphs are parted by empty lines
 */
public record NewsPosted(UUID id, OrganisationId organisation, Map<String, String> titles, Map<String, String> texts)
        implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "portal-news-posted";

    /**
     * Copies the maps.
     *
     * @param id which
     * @param organisation who
     * @param titles titles
     * @param texts texts
     */
    public NewsPosted {
        titles = Collections.unmodifiableMap(new TreeMap<>(titles));
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(organisation));
    }

    @Override
    public boolean mayLieAhead() {
        return true;
    }
}
