package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.OfflineReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One connection to a balance, from the opened port to its loss: who is it, then weights, and commands in between.
final class BalanceConnection {

    /// How long a balance may give no weight before it counts as lost; a pending command does not count.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Conversation conversation;
    private final BalanceProtocol protocol;
    private final DeviceClock clock;
    private final BalanceSettings settings;
    private final BlockingQueue<BalanceCommand> commands;
    private final BalanceListener listener;
    private final Hearing hearing;
    private long weightDue;
    private long patienceEnds;
    private long bytesAtLastWeight;

    BalanceConnection(
            Conversation conversation,
            BalanceSettings settings,
            BlockingQueue<BalanceCommand> commands,
            BalanceListener listener,
            Consumer<BalanceStatus> status) {
        this.conversation = conversation;
        this.protocol = conversation.protocol();
        this.clock = conversation.clock();
        this.settings = settings;
        this.commands = commands;
        this.listener = listener;
        this.hearing = new Hearing(settings, listener, status);
    }

    /// Weighs until the balance is lost, and says why.
    ///
    /// @throws DeviceException if the port broke
    /// @throws InterruptedException if the balance was closed
    Offline weighUntilLost() throws DeviceException, InterruptedException {
        conversation.settle();
        greet();
        if (hearing.identity().contradicts(settings)) {
            return wrongBalance();
        }
        weightDue = clock.now();
        patienceEnds = clock.in(PATIENCE);
        while (!clock.reached(patienceEnds)) {
            BalanceCommand command = commands.poll(untilWeightDue(), TimeUnit.NANOSECONDS);
            if (command == null) {
                weigh();
            } else {
                carryOut(command);
            }
        }
        return hearing.missing(conversation.port(), conversation.bytesHeard() > bytesAtLastWeight);
    }

    /// Asks twice, because the first question may meet a balance that has just been switched on; a balance that stays
    /// mute is asked no further.
    private void greet() throws DeviceException, InterruptedException {
        for (BalanceRequest question : protocol.identify()) {
            boolean answered = conversation.ask(question, hearing::hear).isPresent();
            if (!answered) {
                conversation.ask(question, hearing::hear);
            }
            if (conversation.bytesHeard() == 0) {
                return;
            }
        }
    }

    private long untilWeightDue() {
        return protocol.weigh().isPresent() ? Math.max(0, weightDue - clock.now()) : LOOK.toNanos();
    }

    private void weigh() throws DeviceException, InterruptedException {
        long before = hearing.weights();
        weightDue = clock.in(protocol.interval());
        Optional<BalanceRequest> request = protocol.weigh();
        if (request.isPresent()) {
            conversation.ask(request.get(), hearing::hear);
        } else {
            conversation.listen(hearing::hear);
        }
        if (hearing.weights() > before) {
            patienceEnds = clock.in(PATIENCE);
            bytesAtLastWeight = conversation.bytesHeard();
        }
    }

    private void carryOut(BalanceCommand command) throws DeviceException, InterruptedException {
        Optional<BalanceRequest> request = protocol.request(command);
        if (!hearing.online()) {
            listener.refused(
                    command,
                    Refusal.OFFLINE,
                    conversation.port() + ": the balance gives no weights");
        } else if (request.isEmpty()) {
            listener.refused(
                    command, Refusal.UNKNOWN_COMMAND, protocol.name() + " has no such command");
        } else {
            carryOut(command, request.get());
        }
    }

    private void carryOut(BalanceCommand command, BalanceRequest request)
            throws DeviceException, InterruptedException {
        Optional<BalanceReply> answer = conversation.ask(request, hearing::hear);
        if (answer.isEmpty()) {
            listener.refused(
                    command,
                    Refusal.NO_ANSWER,
                    "no answer within " + request.deadline().toSeconds() + " s");
        } else if (answer.get() instanceof Refused(var answered, var refusal)) {
            listener.refused(
                    command,
                    refusal,
                    "the balance answered to " + request.command() + ": " + answered);
        }
        patienceEnds = clock.in(PATIENCE);
        weightDue = clock.now();
    }

    private Offline wrongBalance() {
        return new Offline(
                OfflineReason.WRONG_BALANCE,
                "%s: balance %s answered, balance %s is configured"
                        .formatted(
                                conversation.port(),
                                hearing.identity().serialNumber(),
                                settings.serialNumber()));
    }
}
