package io.prepstation.kiosk.command;

/// Where every command of the station begins: the everyday start of the kiosk, or the command line with all else.
///
/// It names the command line only when it needs it, because loading that takes a quarter of the time to the first screen.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(
                EverydayKiosk.read(arguments)
                        .map(EverydayKiosk::run)
                        .orElseGet(() -> StationCommand.run(arguments)));
    }
}
