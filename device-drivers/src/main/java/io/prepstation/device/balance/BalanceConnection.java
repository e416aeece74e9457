package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.Tared;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One connection to a balance, from the opened port to its loss: who is it, then weights, and commands in between.
final class BalanceConnection {

    /// How long a balance may give no weight before it counts as lost; a pending command does not count.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(10);

    /// How long the pan may take to come to rest, or a hand to reach the zero key.
    private static final Duration ONCE_STABLE = Duration.ofSeconds(12);

    private final Conversation conversation;
    private final BalanceProtocol protocol;
    private final DeviceClock clock;
    private final BalanceSettings settings;
    private final BlockingQueue<BalanceCommand> commands;
    private final BalanceListener listener;
    private final Hearing hearing;
    private final Remembered remembered;
    private long weightDue;
    private long patienceEnds;
    private long bytesAtLastWeight;

    BalanceConnection(
            Conversation conversation,
            BalanceSettings settings,
            BlockingQueue<BalanceCommand> commands,
            BalanceListener listener,
            Remembered remembered,
            Consumer<BalanceStatus> status) {
        this.conversation = conversation;
        this.protocol = conversation.protocol();
        this.clock = conversation.clock();
        this.settings = settings;
        this.commands = commands;
        this.listener = listener;
        this.remembered = remembered;
        this.hearing = new Hearing(settings, clock, listener, remembered, status);
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
        compareWithBefore();
        weightDue = clock.now();
        patienceEnds = clock.in(PATIENCE);
        if (settings.declared().printsOnly()) {
            hearing.awaitPrints();
        }
        while (!clock.reached(patienceEnds) || settings.declared().printsOnly()) {
            BalanceCommand command = commands.poll(untilWeightDue(), TimeUnit.NANOSECONDS);
            if (command == null) {
                weigh();
            } else {
                carryOut(command);
            }
            if (hearing.introducedItself()) {
                return restarted();
            }
        }
        return hearing.missing(
                conversation.port(),
                protocol.name(),
                conversation.bytesHeard() > bytesAtLastWeight);
    }

    /// A balance that was switched off has forgotten its tare. One that still has the tare it took before has run on;
    /// any other may have taken whatever lies on its pan for zero (decision 3).
    private void compareWithBefore() throws DeviceException, InterruptedException {
        if (!remembered.wasOnline()) {
            return;
        }
        Optional<BalanceRequest> question = protocol.tareMemory();
        if (question.isPresent()) {
            conversation.ask(question.get(), hearing::hear);
        }
        if (!remembered.ranOn(hearing.tareMemory())) {
            hearing.noteStartedAnew();
        }
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
                break;
            }
        }
        hearing.introductionsOver();
    }

    private long untilWeightDue() {
        return protocol.weigh().isPresent() && !settings.declared().printsOnly()
                ? Math.max(0, weightDue - clock.now())
                : LOOK.toNanos();
    }

    private void weigh() throws DeviceException, InterruptedException {
        long before = hearing.weights();
        weightDue = clock.in(protocol.interval());
        Optional<BalanceRequest> request = protocol.weigh();
        if (request.isPresent() && !settings.declared().printsOnly()) {
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
        } else if (request.isPresent() && request.get().answered()) {
            carryOut(command, request.get());
        } else {
            switch (command) {
                case TARE -> weighVessel();
                case CLEAR_TARE -> hearing.forgetTare();
                case ZERO -> zeroByDisplay(request);
            }
        }
        patienceEnds = clock.in(PATIENCE);
        weightDue = clock.now();
    }

    /// The balance would not say what it tares: its weight at rest is what the station subtracts.
    private void weighVessel() throws DeviceException, InterruptedException {
        Optional<Mass> vessel = awaitSteady(_ -> true);
        if (vessel.isPresent()) {
            listener.vesselWeighed(vessel.get());
        } else {
            listener.refused(
                    BalanceCommand.TARE,
                    Refusal.NOT_NOW,
                    conversation.port() + ": the weight did not come to rest");
        }
    }

    /// Zero is confirmed by the display, whether a command or a hand at the balance sets it.
    private void zeroByDisplay(Optional<BalanceRequest> request)
            throws DeviceException, InterruptedException {
        if (request.isPresent()) {
            conversation.ask(request.get(), hearing::hear);
        }
        if (awaitSteady(this::showsZero).isPresent()) {
            listener.zeroed();
        } else {
            listener.refused(
                    BalanceCommand.ZERO,
                    Refusal.NOT_NOW,
                    conversation.port()
                            + ": the display does not show zero; press zero at the balance");
        }
    }

    private Optional<Mass> awaitSteady(Predicate<Mass> wanted)
            throws DeviceException, InterruptedException {
        long end = clock.in(ONCE_STABLE);
        long pause = clock.now();
        while (!clock.reached(end)) {
            if (clock.reached(pause)) {
                pause = clock.in(Duration.ofNanos(untilNext()));
                weigh();
                Optional<Mass> steady = hearing.steady().filter(wanted);
                if (steady.isPresent()) {
                    return steady;
                }
            }
            Conversation.pause();
        }
        return Optional.empty();
    }

    private long untilNext() {
        return settings.declared().printsOnly() || protocol.weigh().isEmpty()
                ? LOOK.toNanos()
                : protocol.interval().toNanos();
    }

    private boolean showsZero(Mass displayed) {
        return displayed.value().unscaledValue().abs().compareTo(BigInteger.ONE) <= 0;
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
        } else if (answer.get() instanceof Tared(_, var unit, _) && isUnknown(unit)) {
            listener.refused(
                    command,
                    Refusal.UNKNOWN_UNIT,
                    "the balance tared in \"%s\", this station weighs in %s"
                            .formatted(unit, settings.unit().symbol()));
        }
    }

    private static boolean isUnknown(String unit) {
        return MassUnit.ofSymbol(unit).isEmpty();
    }

    private Offline restarted() {
        return new Offline(
                OfflineReason.UNPLUGGED,
                conversation.port() + ": the balance started anew; it was without power");
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
