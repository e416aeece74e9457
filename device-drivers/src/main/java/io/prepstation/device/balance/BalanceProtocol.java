package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Busy;
import io.prepstation.device.balance.BalanceReply.Done;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Information;
import io.prepstation.device.balance.BalanceReply.Moving;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.TareCleared;
import io.prepstation.device.balance.BalanceReply.TareMemory;
import io.prepstation.device.balance.BalanceReply.Tared;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.UnsupportedUnit;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.balance.BalanceReply.Zeroed;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The command set of one maker: frames to replies, wishes to requests. Pure: no port, no thread, no clock.
///
/// What a protocol leaves as it is here describes a balance that prints lines by itself and takes no commands.
public interface BalanceProtocol {

    /// The name in configuration and on the command line, for example `mt-sics`.
    String name();

    /// How the line is set when the balance comes from its maker.
    PortSettings factorySettings();

    /// What a frame means; never fails, whatever the bytes are.
    BalanceReply parse(String frame);

    default Terminator terminator() {
        return Terminator.LF;
    }

    /// The most bytes a frame has, without terminator.
    default int longestFrame() {
        return 64;
    }

    /// The questions that tell who the balance is, in this order; none if it cannot be asked.
    default List<BalanceRequest> identify() {
        return List.of();
    }

    /// Asks for one weight at once; empty for a balance that sends by itself.
    default Optional<BalanceRequest> weigh() {
        return Optional.empty();
    }

    /// How often a weight is asked for or comes.
    default Duration interval() {
        return Duration.ofMillis(100);
    }

    /// The request for a command; empty if the balance has none.
    default Optional<BalanceRequest> request(BalanceCommand command) {
        return Optional.empty();
    }

    /// Asks what lies in the tare memory, which a balance forgets when it is switched off; empty if it cannot be asked.
    default Optional<BalanceRequest> tareMemory() {
        return Optional.empty();
    }

    /// Ends whatever the balance waits for or repeats: for one that talks and cannot be talked to. It may empty the tare
    /// memory. Empty if the balance has no such command.
    default Optional<BalanceRequest> cancel() {
        return Optional.empty();
    }

    /// What a person says to the balance in its maker's words, such as `I0` or `D "salt"`; empty if the maker has no such
    /// word, or nobody may say it by hand.
    default Optional<BalanceRequest> said(String words) {
        return Optional.empty();
    }

    /// Whether the balance goes on answering this by itself until it is asked for something else.
    default boolean repeats(BalanceRequest request) {
        return false;
    }

    /// What no line of this format says. Everything else is asked of it by the contract over the wire.
    default Set<Unsaid> unsaid() {
        return Set.of();
    }

    /// Whether this reply ends the waiting for that request.
    default boolean answers(BalanceRequest request, BalanceReply reply) {
        boolean asksWho = identify().contains(request);
        return switch (reply) {
            case Weight _, Overload _, Underload _, UnsupportedUnit _, Moving _, Busy _ -> !asksWho;
            case Identity _, Information _ -> asksWho;
            case Refused _ -> true;
            case Zeroed _, Tared _, TareCleared _, TareMemory _, Done _, Noise _ -> false;
        };
    }
}
