package org.trano.registry.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.Progress;
import org.trano.registry.core.problem.Problem;
import picocli.CommandLine;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a command says: results on standard output, progress and failures on standard error. */
final class Terminal implements Progress, AutoCloseable {
    /** Work that ends sooner shows no progress. */
    private static final long PATIENCE_NANOS = 1_500_000_000L;

    private static final int MOST_PROBLEMS = 10;
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;
    private static final boolean WATCHED = isWatched();

    /** Made when it is needed: that takes longer than many a command. */
    private static final class Json {
        static final JsonMapper MAPPER =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final boolean quiet;
    private final boolean debug;
    private final Locale locale;
    private final ResourceBundle words;
    private final long begin = System.nanoTime();
    private @Nullable ProgressBar bar;
    private String step = "";
    private long lastReport;

    Terminal(CommandLine line, CommonOptions options) {
        this(line, options.json, options.quiet, options.debug, options.lang);
    }

    private Terminal(CommandLine line, boolean json, boolean quiet, boolean debug, @Nullable String language) {
        this.out = new PrintWriter(line.getOut(), true);
        this.err = new PrintWriter(line.getErr(), true);
        this.json = json;
        this.quiet = quiet;
        this.debug = debug;
        Locale wanted = language == null ? Locale.getDefault() : Locale.forLanguageTag(language);
        this.locale = wanted.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        this.words = ResourceBundle.getBundle(
                "org.trano.registry.cli.words", locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT);
    }

    /** For failures, when the options may not have been understood: looks at the raw command line. */
    static Terminal of(CommandLine line, String[] args) {
        List<String> raw = Arrays.asList(args);
        int lang = raw.indexOf("--lang");
        String language = lang >= 0 && lang + 1 < raw.size() ? raw.get(lang + 1) : null;
        for (String arg : raw) {
            language = arg.startsWith("--lang=") ? arg.substring(7) : language;
        }
        return new Terminal(line, raw.contains("--json"), true, raw.contains("--debug"), language);
    }

    Locale locale() {
        return locale;
    }

    boolean json() {
        return json;
    }

    /** A text in the user's language. */
    String word(String key, Object... arguments) {
        return new java.text.MessageFormat(words.getString(key), locale).format(arguments);
    }

    /** A whole number with the separators of the language. */
    String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** A number with so many decimals. */
    String number(double value, int decimals) {
        return String.format(locale, "%." + decimals + "f", value);
    }

    /** A number for JSON, which knows neither NaN nor infinity: null instead. */
    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** A line for a person; nothing where JSON was asked for. */
    void line(String text) {
        if (!json) {
            endProgress();
            out.println(text);
        }
    }

    /** A name and a value, aligned. */
    void fact(String key, String value) {
        line(String.format("  %-34s %s", word(key), value));
    }

    /** The one object of {@code --json}; nothing otherwise. */
    void result(Map<String, ?> object) {
        endProgress();
        if (json) {
            out.println(Json.MAPPER.writeValueAsString(object));
        }
    }

    /** A remark on standard error. */
    void remark(String text) {
        endProgress();
        err.println(text);
    }

    /** The first ten problems, and how many more there are. */
    void problems(List<Problem> problems) {
        int shown = Math.min(MOST_PROBLEMS, problems.size());
        for (Problem problem : problems.subList(0, shown)) {
            remark(problem.describe(locale));
        }
        if (problems.size() > shown) {
            remark(word("more-problems", problems.size() - shown));
        }
    }

    void fail(@Nullable String message, String code, Throwable cause) {
        endProgress();
        String text = message == null ? cause.toString() : message;
        err.println(word("error") + " " + text);
        if (debug) {
            cause.printStackTrace(err);
        }
        if (json) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", code);
            error.put("message", text);
            out.println(Json.MAPPER.writeValueAsString(Map.of("error", error)));
        }
    }

    /** A bar where somebody watches a terminal, a line from time to time where the output goes elsewhere. */
    @Override
    public void report(String name, long done, long total) {
        long now = System.nanoTime();
        if (quiet || now - begin < PATIENCE_NANOS || now - lastReport < (WATCHED ? BAR_NANOS : LINE_NANOS)) {
            return;
        }
        lastReport = now;
        String task = words.containsKey("step." + name) ? word("step." + name) : name;
        if (!WATCHED) {
            err.println(
                    total > 0
                            ? word("progress.of", task, number(done), number(total))
                            : word("progress", task, number(done)));
            return;
        }
        if (!step.equals(name)) {
            endProgress();
            step = name;
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(Math.max(total, -1))
                    .setStyle(ProgressBarStyle.ASCII)
                    .clearDisplayOnFinish()
                    .build();
        }
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
        }
    }

    /** Whether a person sits at a terminal. From JDK 22 on there is a console also where there is none, but it says so. */
    private static boolean isWatched() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }

    private void endProgress() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        step = "";
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        endProgress();
        out.flush();
        err.flush();
    }
}
