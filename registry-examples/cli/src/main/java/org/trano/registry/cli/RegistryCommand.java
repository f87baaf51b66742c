package org.trano.registry.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.RegistryException;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code registry} command: reads the command line and turns every failure into words and an exit code. */
@Command(
        name = "registry",
        description =
                "A social registry in one file: import households, find duplicates, search, register, review, score, target, report, verify.",
        mixinStandardHelpOptions = true,
        versionProvider = RegistryCommand.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:something is wrong with the data", "2:the command line is wrong"})
public final class RegistryCommand implements Runnable {
    /** All went well. */
    static final int OK = 0;
    /** Something is wrong with the data. */
    static final int DATA = 1;
    /** The command line is wrong: unknown option, missing file. */
    static final int USAGE = 2;

    private static final List<Class<?>> COMMANDS = List.of(
            ImportCommand.class,
            DedupCommand.class,
            UnifyCommand.class,
            SearchCommand.class,
            RegisterCommand.class,
            ReviewCommand.class,
            ScoreCommand.class,
            ExplainCommand.class,
            ModelCommand.class,
            VerifyCommand.class,
            HeadCommand.class,
            BackupCommand.class,
            TargetCommand.class,
            SimulateCommand.class,
            ValidateCommand.class,
            ReplayCommand.class,
            RecertifyCommand.class,
            ReportCommand.class,
            GenerateCommand.class,
            DemoCommand.class,
            CommandLine.HelpCommand.class);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    private final double cpuBefore;

    /** For the command line. */
    public RegistryCommand() {
        this(0);
    }

    /** For a command that runs others: what the process had cost before. */
    RegistryCommand(double cpuBefore) {
        this.cpuBefore = cpuBefore;
    }

    double cpuBefore() {
        return cpuBefore;
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "registry "
                        + Objects.requireNonNullElse(
                                RegistryCommand.class.getPackage().getImplementationVersion(), "(built from source)")
            };
        }
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Name a command: import, dedup, unify, search, register, review, score, target, report, verify, backup, generate or demo.");
    }

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        CommandLine line = line(new RegistryCommand(), args.length == 0 ? "" : args[0]);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(RegistryCommand::explain);
        line.setParameterExceptionHandler(RegistryCommand::usage);
        return line.execute(args);
    }

    /**
     * A command line that understands a command.
     *
     * @param root what the command belongs to
     * @param name the command; where there is none of that name, all of them are understood, as the help needs it. To learn of all takes longer than a small command
     */
    static CommandLine line(RegistryCommand root, String name) {
        CommandLine line = new CommandLine(root);
        for (Class<?> command : COMMANDS) {
            if (command.getAnnotation(Command.class).name().equals(name) && command != CommandLine.HelpCommand.class) {
                return line.addSubcommand(command);
            }
        }
        COMMANDS.forEach(line::addSubcommand);
        return line;
    }

    private static int usage(CommandLine.ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        Terminal.of(line, args).fail(e.getMessage(), "usage", e);
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        line.getErr().flush();
        return USAGE;
    }

    private static int explain(Exception e, CommandLine line, CommandLine.@Nullable ParseResult parsed) {
        Terminal terminal = Terminal.of(
                line, parsed == null ? new String[0] : parsed.originalArgs().toArray(String[]::new));
        if (e instanceof DataException data) {
            String code = data.problem().code();
            terminal.fail(data.problem().describe(terminal.locale()), code, e);
            return code.equals("file.missing") || code.equals("file.directory") ? USAGE : DATA;
        }
        if (e instanceof StoreException store) {
            String code = "store." + store.reason().name().toLowerCase(Locale.ROOT);
            terminal.fail(StoreMessage.of(store, terminal.locale()), code, e);
            return store.reason() == StoreException.Reason.UNREACHABLE ? USAGE : DATA;
        }
        if (e instanceof RegistryException || e instanceof IllegalArgumentException) {
            terminal.fail(Objects.requireNonNullElse(e.getMessage(), e.toString()), "data", e);
            return DATA;
        }
        terminal.fail(
                "An error of the program itself: " + e
                        + ". Please report it, with the output of the same command and --debug.",
                "internal",
                e);
        return DATA;
    }
}
