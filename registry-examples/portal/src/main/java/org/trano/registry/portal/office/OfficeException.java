package org.trano.registry.portal.office;

import java.util.List;

/** What an administrator asked for cannot be; the message is a key of the words, said in their language. */
public class OfficeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final List<String> arguments;

    OfficeException(String key, String... arguments) {
        super(key);
        this.arguments = List.of(arguments);
    }

    /** The key of the words. */
    public String key() {
        return String.valueOf(getMessage());
    }

    /** What fills the gaps of the words. */
    public List<String> arguments() {
        return arguments;
    }
}
