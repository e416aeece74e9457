package io.prepstation.device.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// What one maker's firmware says, as opposed to when; bytes are characters (ISO 8859-1).
interface Dialect extends BalanceFirmwares.Maker {

    @Override
    default BalanceFirmware make(
            PanPhysics pan, SimulatedIdentity identity, RandomGenerator random) {
        return new TalkingFirmware(this, new WeighingCell(pan, identity), random);
    }

    /// How commands are told apart on the wire.
    enum Commands {
        /// A line each, ended by CR, LF or both.
        LINES,
        /// A character each.
        CHARACTERS
    }

    default Commands commands() {
        return Commands.LINES;
    }

    /// The answer to a command, terminators included; empty where the maker's firmware stays mute.
    default String answer(String command, WeighingCell cell) {
        return "";
    }

    /// Whether the balance waits until it is stable before it answers this.
    default boolean waits(String command) {
        return false;
    }

    /// How often it prints by itself; zero if only when asked.
    default Duration prints() {
        return Duration.ZERO;
    }

    /// One line of the display, terminator included; empty if it gives none now.
    String line(WeighingCell cell);
}
