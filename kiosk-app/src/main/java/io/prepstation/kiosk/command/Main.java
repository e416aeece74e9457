package io.prepstation.kiosk.command;

/// Where every command of the station begins: the everyday start of the kiosk, or the command line with all else.
///
/// It names the command line only when it needs it, because loading that takes a quarter of the time to the first screen.
public final class Main {

    private Main() {}

    /// A mistake of the program ends it too, whatever threads still run.
    public static void main(String[] arguments) {
        Thread.currentThread()
                .setUncaughtExceptionHandler((_, mistake) -> {
                    mistake.printStackTrace();
                    System.exit(ExitCode.NOT_FOUND);
                });
        System.exit(
                EverydayKiosk.read(arguments)
                        .map(EverydayKiosk::run)
                        .orElseGet(() -> StationCommand.run(arguments)));
    }
}
