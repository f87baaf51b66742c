package org.trano.registry.scoring.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trano.registry.core.exchange.CsvFile;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.problem.Problem;

/**
 * Which jars may be loaded: the name of each and the SHA-256 of its bytes. A plug-in is code that runs with all rights of the
 * process; keep the list where those who may change the jars may not change it.
 *
 * @param sums for each file name the SHA-256, 64 hexadecimal digits in lower case
 */
public record PluginPins(Map<String, String> sums) {
    /** The name the list has unless told otherwise. */
    public static final String FILE = "plugins.sha256";

    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](?:\\./)?([^/\\\\]+)");

    /**
     * Copies the map in the order of the names.
     *
     * @param sums SHA-256 by file name
     */
    public PluginPins {
        TreeMap<String, String> lower = new TreeMap<>();
        sums.forEach((name, sum) -> lower.put(name, sum.toLowerCase(java.util.Locale.ROOT)));
        sums = Collections.unmodifiableMap(lower);
    }

    /**
     * Reads a list as {@code sha256sum *.jar} writes it: the sum, two spaces, the name. Empty lines and lines that begin with
     * {@code #} are passed over.
     *
     * @param file the list
     * @return the pins
     * @throws DataException if it is missing or a line cannot be read; the message names the line
     */
    public static PluginPins read(Path file) {
        CsvFile.requireFile(file);
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DataException(
                    Problem.ofFile("file.unreadable", file.toString(), String.valueOf(e.getMessage())), e);
        }
        Map<String, String> sums = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            String name = Objects.toString(file.getFileName());
            if (!matcher.matches()) {
                throw new DataException(new Problem("plugin.pin-unreadable", name, i + 1L, null, line, List.of()));
            }
            if (sums.put(matcher.group(2), matcher.group(1)) != null) {
                throw new DataException(
                        new Problem("plugin.pin-twice", name, i + 1L, null, matcher.group(2), List.of()));
            }
        }
        return new PluginPins(sums);
    }

    /**
     * The sum of some bytes.
     *
     * @param bytes what a jar holds
     * @return 64 hexadecimal digits
     */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}
