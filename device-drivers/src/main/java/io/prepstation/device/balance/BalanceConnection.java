package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.Tared;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /// Between two looks while nothing is asked of a balance that is asked: only a print key could bring something.
    private static final Duration LOOK_BETWEEN_QUESTIONS = Duration.ofMillis(20);

    /// How long the pan may take to come to rest, or a hand to reach the zero key.
    private static final Duration ONCE_STABLE = Duration.ofSeconds(12);

    /// As long as the bench goes by a printed weight.
    private static final Duration PRINT_STANDS = Duration.ofSeconds(10);

    private final Conversation conversation;
    private final BalanceProtocol protocol;
    private final DeviceClock clock;
    private final BalanceSettings settings;
    private final BlockingQueue<BalanceCommand> commands;
    private final BalanceListener listener;
    private final Hearing hearing;
    private final Remembered remembered;

    /// What the balance was asked about itself and has not said yet.
    private final List<BalanceRequest> unanswered = new ArrayList<>();

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
        this.hearing = new Hearing(settings, protocol, clock, listener, remembered, status);
    }

    /// Weighs until the balance is lost, and says why.
    ///
    /// @throws DeviceException if the port broke
    /// @throws InterruptedException if the balance was closed
    Offline weighUntilLost() throws DeviceException, InterruptedException {
        conversation.settle();
        cancelWhatItIsAt();
        greet();
        if (isAnother()) {
            return wrongBalance();
        }
        compareWithBefore();
        weightDue = clock.now();
        patienceEnds = clock.in(PATIENCE);
        long identified = clock.in(PATIENCE);
        if (settings.declared().printsOnly()) {
            hearing.awaitPrints();
        }
        while (!clock.reached(patienceEnds) || settings.declared().printsOnly()) {
            BalanceCommand command = commands.poll(untilNextLook(), TimeUnit.NANOSECONDS);
            if (command == null) {
                weighOrListen();
            } else {
                carryOut(command);
            }
            if (hearing.introducedItself()) {
                return restarted();
            }
            if (hearing.weights() > 0 && !unanswered.isEmpty()) {
                askAgainWhoItIs();
            }
            if (isAnother()) {
                return wrongBalance();
            }
            if (hearing.unidentified() && clock.reached(identified)) {
                return Hearing.UNIDENTIFIED;
            }
        }
        return hearing.missing(
                conversation.port(), protocol, conversation.bytesHeard() > bytesAtLastWeight);
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
    /// mute is asked no further for now. What it weighed without answering last time is not waited for here: it is asked
    /// when it weighs.
    private void greet() throws DeviceException, InterruptedException {
        unanswered.addAll(protocol.identify());
        for (BalanceRequest question : protocol.identify()) {
            if (remembered.isUnanswered(question)) {
                continue;
            }
            Optional<BalanceReply> answer = askWhoItIs(question);
            if (answer.isEmpty()) {
                answer = askWhoItIs(question);
            }
            if (answer.filter(Identity.class::isInstance).isPresent()) {
                unanswered.remove(question);
            }
            if (conversation.bytesHeard() == 0) {
                break;
            }
        }
        unanswered.removeIf(hearing.introductions()::isAnswered);
        if (unanswered.isEmpty()) {
            remembered.unanswered(List.of(), List.of());
        }
        if (unanswered.isEmpty() || settings.declared().printsOnly()) {
            introductionsOver();
        }
    }

    private Optional<BalanceReply> askWhoItIs(BalanceRequest question)
            throws DeviceException, InterruptedException {
        hearing.introductions().asked(question);
        return conversation.ask(question, hearing::hear);
    }

    /// What was not said may have been lost: the balance was still starting, or the line was not well. Now that it weighs,
    /// it is asked once more before its weights count, and a second time if something came that may have been its answer. One
    /// that stays mute is asked the next question when it comes back.
    private void askAgainWhoItIs() throws DeviceException, InterruptedException {
        List<BalanceRequest> tried = new ArrayList<>();
        for (BalanceRequest question : remembered.inTurn(unanswered)) {
            tried.add(question);
            long noises = hearing.noises();
            Optional<BalanceReply> answer = askWhoItIs(question);
            if (answer.isEmpty() && hearing.noises() > noises) {
                answer = askWhoItIs(question);
            }
            if (answer.isEmpty()) {
                break;
            }
        }
        unanswered.removeIf(hearing.introductions()::isAnswered);
        remembered.unanswered(unanswered, tried);
        introductionsOver();
    }

    private void introductionsOver() {
        unanswered.clear();
        hearing.introductionsOver();
    }

    /// A balance that answered, but never with a weight, may be at something that another program began: it waits until
    /// the pan rests, or repeats lines nobody asked for. Whoever only looks changes nothing at it.
    private void cancelWhatItIsAt() throws DeviceException, InterruptedException {
        Optional<BalanceRequest> cancel = protocol.cancel();
        if (cancel.isPresent()
                && remembered.isToBeCancelled()
                && !settings.declared().looksOnly()) {
            remembered.cancelled();
            askWhoItIs(cancel.get());
        }
    }

    /// The port is looked at between two questions too: a person may press print at a balance that is asked.
    private long untilNextLook() {
        return asks()
                ? Math.clamp(weightDue - clock.now(), 0, LOOK_BETWEEN_QUESTIONS.toNanos())
                : LOOK.toNanos();
    }

    private boolean asks() {
        return protocol.weigh().isPresent() && !settings.declared().printsOnly();
    }

    private void weighOrListen() throws DeviceException, InterruptedException {
        long before = hearing.weights();
        if (asks() && clock.reached(weightDue)) {
            weightDue = clock.in(protocol.interval());
            conversation.ask(protocol.weigh().orElseThrow(), hearing::hear);
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
        Optional<Mass> vessel = awaitSteady(_ -> true, freshFrom());
        if (vessel.isPresent()) {
            listener.vesselWeighed(vessel.get());
        } else {
            listener.refused(
                    BalanceCommand.TARE,
                    Refusal.NOT_NOW,
                    conversation.port() + ": the weight did not come to rest");
        }
    }

    /// Zero is confirmed by the display, whether a command or a hand at the balance sets it; a balance that refuses says so
    /// at once.
    private void zeroByDisplay(Optional<BalanceRequest> request)
            throws DeviceException, InterruptedException {
        long from = freshFrom();
        if (request.isPresent()) {
            Optional<Refusal> refused = sayUnanswered(request.get());
            if (refused.isPresent()) {
                listener.refused(
                        BalanceCommand.ZERO,
                        refused.get(),
                        conversation.port() + ": the balance refuses to set zero");
                return;
            }
        }
        if (awaitSteady(this::showsZero, from).isPresent()) {
            listener.zeroed();
        } else {
            listener.refused(
                    BalanceCommand.ZERO,
                    Refusal.NOT_NOW,
                    conversation.port()
                            + ": the display does not show zero; press zero at the balance");
        }
    }

    /// The balance may be busy with the command: nothing else is asked for an interval.
    ///
    /// @return what it said against it in that time; a later refusal may be of the next question
    private Optional<Refusal> sayUnanswered(BalanceRequest request)
            throws DeviceException, InterruptedException {
        hearing.forgetRefusal();
        conversation.ask(request, hearing::hear);
        long end = clock.in(protocol.interval());
        while (!clock.reached(end)) {
            Conversation.pause();
            conversation.listen(hearing::hear);
        }
        return hearing.refused();
    }

    /// From when on a reading tells what lies on the pan now: one that was printed stands until the hand is back.
    private long freshFrom() {
        long now = clock.now();
        return settings.declared().printsOnly() ? now - PRINT_STANDS.toNanos() : now;
    }

    private Optional<Mass> awaitSteady(Predicate<Mass> wanted, long from)
            throws DeviceException, InterruptedException {
        long end = clock.in(ONCE_STABLE);
        Optional<Mass> steady = hearing.steady(from).filter(wanted);
        while (steady.isEmpty() && !clock.reached(end)) {
            Conversation.pause();
            weighOrListen();
            steady = hearing.steady(from).filter(wanted);
        }
        return steady;
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
        return new Offline(new OfflineCause.Restarted(conversation.port()));
    }

    private boolean isAnother() {
        return !hearing.identity().differences(settings).isEmpty();
    }

    private Offline wrongBalance() {
        return new Offline(
                new OfflineCause.WrongBalance(
                        conversation.port(), hearing.identity().differences(settings)));
    }
}
