package org.trano.registry.dedup.desk;

/** The three answers to the question whether somebody is in the registry already. */
public enum Recognition {
    /** They are, and it is known who they are. */
    KNOWN,
    /** They are not. */
    NEW,
    /** It cannot be said: a person must look. */
    LOOK
}
