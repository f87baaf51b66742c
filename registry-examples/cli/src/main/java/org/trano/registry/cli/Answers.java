package org.trano.registry.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/** What somebody at the keyboard answers, line by line. */
final class Answers {
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    /** The first letter of the answer, in lower case; {@code q} at the end of the input, a blank for an empty line. */
    char ask(String question) throws IOException {
        System.out.print(question + " ");
        System.out.flush();
        String line = in.readLine();
        if (line == null) {
            System.out.println();
            return 'q';
        }
        return line.isBlank() ? ' ' : Character.toLowerCase(line.strip().charAt(0));
    }

    /** The whole answer, empty at the end of the input. */
    String askText(String question) throws IOException {
        System.out.print(question + " ");
        System.out.flush();
        String line = in.readLine();
        return line == null ? "" : line.strip();
    }
}
