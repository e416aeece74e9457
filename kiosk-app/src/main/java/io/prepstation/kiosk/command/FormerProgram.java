package io.prepstation.kiosk.command;

import io.prepstation.kiosk.metrics.FiguresSocket;
import io.prepstation.kiosk.store.OlderFiles;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.SyncLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/// After an upgrade the former kiosk runs on until its preparation is over. A command of the new program that upgraded the files
/// meanwhile would end its work: it leaves them, and says so.
final class FormerProgram {

    /// They upgrade nothing, because they open no lab, or are what is to.
    private static final Set<String> FREE =
            Set.of(
                    "kiosk",
                    "doctor",
                    "backup",
                    "restore",
                    "config",
                    "weigh",
                    "scan",
                    "frames",
                    "decode",
                    "demo",
                    "simulate");

    private FormerProgram() {}

    /// Runs what was asked for, unless it would upgrade files that a former program works with.
    static int spared(ParseResult parsed, Path data) {
        CommandLine commandLine = parsed.commandSpec().commandLine();
        ParseResult asked = parsed.subcommand();
        if (asked != null && !FREE.contains(asked.commandSpec().name()) && !asksForHelp(parsed)) {
            List<Path> older = OlderFiles.of(data);
            if (!older.isEmpty() && isRunning(data)) {
                CommandFailed failure =
                        new CommandFailed(
                                ExitCode.TRY_AGAIN,
                                older.getFirst()
                                        + " is of an earlier version of the program, which still works with it. Nothing was"
                                        + " done: wait until the kiosk has started anew, once nobody is signed in and no"
                                        + " preparation is open, or: systemctl restart prepstation-kiosk");
                throw new ExecutionException(commandLine, failure.told(), failure);
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static boolean asksForHelp(ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .anyMatch(one -> one.isUsageHelpRequested() || one.isVersionHelpRequested());
    }

    private static boolean isRunning(Path data) {
        return FiguresSocket.isThere(data)
                || OlderFiles.labs(data).stream().anyMatch(FormerProgram::isSynced);
    }

    private static boolean isSynced(Path lab) {
        try {
            return SyncLock.isHeld(lab);
        } catch (StoreException unusable) {
            return false;
        }
    }
}
