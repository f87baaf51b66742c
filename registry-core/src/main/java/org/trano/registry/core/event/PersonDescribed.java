package org.trano.registry.core.event;

import java.util.Set;
import org.trano.registry.core.person.Person;

/**
 * What is known about a person changed: a paper was issued, a name, a telephone, a disability. The description takes the place
 * of all that was known before but the death, of which only {@link PersonDied} tells.
 *
 * @param person the person as they are known now
 */
public record PersonDescribed(Person person) implements RegistryEvent {
    /** The type's name in the journal. */
    public static final String TYPE = "person-described";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.of(person.id()));
    }
}
