package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `prepstation-hub`: makes, runs and administers a hub. Exit codes: 0 done, 1 refused or check failed, 2 usage, 75 try
/// again later.
@Command(
        name = "hub",
        description = "Makes, runs and administers a Prepstation hub.",
        mixinStandardHelpOptions = true,
        versionProvider = HubVersion.class,
        scope = ScopeType.INHERIT,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:refused, or a check failed",
            " 2:wrong usage",
            "75:try again later"
        },
        subcommands = {
            InitCommand.class,
            ServeCommand.class,
            LabsCommand.class,
            EnrolCodeCommand.class,
            UsersCommand.class,
            StationsCommand.class,
            FormulasCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            PurgeCommand.class,
            RestoredCommand.class
        })
public final class HubCommand implements Runnable {

    static final int DONE = 0;
    static final int REFUSED = 1;
    private static final int TRY_AGAIN = 75;

    private static final String LOGBACK = "logback.configurationFile";

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            defaultValue = "${sys:prepstation.data:-/var/lib/prepstation}",
            description = "where the hub keeps its state (default: ${DEFAULT-VALUE})")
    private Path data;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "print results as JSON lines")
    private boolean json;

    @Spec private CommandSpec spec;

    private final InstantSource clock;

    private HubCommand(InstantSource clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        if (System.getProperty(LOGBACK) == null) {
            System.setProperty(LOGBACK, "hub-logback.xml");
        }
        System.exit(commandLine(InstantSource.system()).execute(arguments));
    }

    /// The command line, to be run in this process: set its `out` and `err`, then `execute`.
    public static CommandLine commandLine(InstantSource clock) {
        return new CommandLine(new HubCommand(clock))
                .setExecutionExceptionHandler(HubCommand::failed);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do");
    }

    Path data() {
        return data;
    }

    InstantSource clock() {
        return clock;
    }

    Printer printer() {
        return new Printer(spec.commandLine().getOut(), json);
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// @throws StoreException if there is no hub in the data directory
    Administration open() throws StoreException {
        return Administration.open(data, clock);
    }

    /// A message instead of a stack trace for what the person at the keyboard can do something about.
    private static int failed(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof StoreException store) {
            command.getErr().println("hub: " + store.getMessage());
            return store.temporary() ? TRY_AGAIN : REFUSED;
        }
        if (failure instanceof IOException io) {
            command.getErr().println("hub: " + io.getMessage());
            return REFUSED;
        }
        throw failure;
    }
}
