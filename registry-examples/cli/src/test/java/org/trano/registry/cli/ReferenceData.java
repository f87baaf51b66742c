package org.trano.registry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The reference data sets, which are not in the repository: {@code -Dtrano.data=FOLDER} says where they are. Absent, a test
 * that needs them fails where {@code CI} is set; elsewhere it is left out, loudly.
 */
final class ReferenceData {
    private ReferenceData() {}

    static Path file(String name) {
        String folder = System.getProperty("trano.data", "");
        Path file =
                Path.of(System.getProperty("trano.root", ".")).resolve(folder).resolve(name);
        if (folder.isEmpty() || !Files.exists(file)) {
            String message = "REFERENCE DATA MISSING: '" + name + "' is not in '" + folder
                    + "'. Give -Dtrano.data=FOLDER (CONTRIBUTING.md).";
            if (System.getenv("CI") != null) {
                throw new AssertionError(message);
            }
            System.err.println("\n*** " + message + " This test was NOT run. ***\n");
            Assumptions.abort(message);
        }
        return file;
    }
}
