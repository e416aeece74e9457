package io.prepstation.device.balance;

import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The command set of one maker: frames to replies, wishes to requests. Pure: no port, no thread, no clock.
public interface BalanceProtocol {

    /// The name in configuration and on the command line, for example `mt-sics`.
    String name();

    /// How the line is set when the balance comes from its maker.
    PortSettings factorySettings();

    Terminator terminator();

    /// The most bytes a frame has, without terminator.
    int longestFrame();

    /// What a frame means; never fails, whatever the bytes are.
    BalanceReply parse(String frame);

    /// The questions that tell who the balance is, in this order; none if it cannot be asked.
    List<BalanceRequest> identify();

    /// Asks for one weight at once; empty for a balance that sends by itself.
    Optional<BalanceRequest> weigh();

    /// How often a weight is asked for or comes.
    Duration interval();

    /// The request for a command; empty if the balance has none.
    Optional<BalanceRequest> request(BalanceCommand command);

    /// Whether this reply ends the waiting for that request.
    boolean answers(BalanceRequest request, BalanceReply reply);
}
