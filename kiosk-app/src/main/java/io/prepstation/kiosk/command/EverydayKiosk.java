package io.prepstation.kiosk.command;

import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.ui.KioskWindow.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The kiosk as it is started every day, its options read without the library that reads all others: loading that takes
/// a quarter of the time to the first screen. Whatever is not plainly one of these options is left to the library, which
/// also explains what is wrong.
final class EverydayKiosk {

    private final StationOptions options = new StationOptions();
    private Mode mode = Mode.WINDOW;
    private boolean remote;
    private boolean untilDrawn;
    private boolean noScreens;

    private EverydayKiosk() {}

    /// Empty unless the arguments are `kiosk` and everyday options.
    static Optional<EverydayKiosk> read(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("kiosk")) {
            return Optional.empty();
        }
        EverydayKiosk kiosk = new EverydayKiosk();
        int next = 1;
        while (next < arguments.length) {
            String value = next + 1 < arguments.length ? arguments[next + 1] : "-";
            int taken = kiosk.take(arguments[next], value);
            if (taken == 0) {
                return Optional.empty();
            }
            next += taken;
        }
        return Optional.of(kiosk);
    }

    /// How many arguments an option and its value are; 0 if it is not understood here.
    private int take(String option, String value) {
        return switch (option) {
            case "--headless" -> flag(Mode.HEADLESS);
            case "--full-screen" -> flag(mode == Mode.HEADLESS ? mode : Mode.FULL_SCREEN);
            case "--remote" -> {
                remote = true;
                yield 1;
            }
            case "--until-drawn" -> {
                untilDrawn = true;
                yield 1;
            }
            case "--no-screens" -> {
                noScreens = true;
                yield 1;
            }
            case "--data", "--config" -> value.startsWith("-") ? 0 : folder(option, value);
            default -> 0;
        };
    }

    private int flag(Mode wanted) {
        mode = wanted;
        return 1;
    }

    private int folder(String option, String value) {
        if (option.equals("--data")) {
            options.data = Path.of(value);
        } else {
            options.config = Path.of(value);
        }
        return 2;
    }

    StationOptions options() {
        return options;
    }

    Mode mode() {
        return mode;
    }

    boolean remote() {
        return remote;
    }

    boolean untilDrawn() {
        return untilDrawn;
    }

    boolean noScreens() {
        return noScreens;
    }

    /// Runs until the window is closed or nobody remote is there any more.
    ///
    /// @return the exit code
    int run() {
        try {
            if (noScreens) {
                KioskRun.withoutScreens(options);
            } else {
                new KioskRun(options, mode, remote, untilDrawn).run();
            }
            return ExitCode.OK;
        } catch (CommandFailed failed) {
            System.err.println(failed.told());
            return failed.exitCode();
        } catch (StoreException | IOException | InterruptedException fault) {
            fault.printStackTrace();
            return ExitCode.NOT_FOUND;
        }
    }
}
