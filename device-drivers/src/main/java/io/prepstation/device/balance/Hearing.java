package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
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
import io.prepstation.device.balance.Conversation.Heard;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.balance.StabilitySource;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the replies of one connection amount to: readings and confirmations for the listener, and the status.
final class Hearing {

    static final Offline UNIDENTIFIED = new Offline(new OfflineCause.Unidentified());

    private final BalanceSettings settings;
    private final BalanceListener listener;
    private final Consumer<BalanceStatus> status;
    private final DeviceClock clock;
    private final WholeFrames wholeFrames;
    private final StabilityWindow window;
    private final Remembered remembered;
    private final Introductions introductions;
    private HeardIdentity identity = HeardIdentity.NOTHING;
    private @Nullable Mass displayed;
    private @Nullable BalanceReading newest;
    private long newestAt;
    private @Nullable Refusal refused;
    private @Nullable TareMemory tareMemory;
    private boolean startedAnew;
    private boolean asked;
    private boolean introducedItself;
    private boolean online;
    private boolean unidentified;
    private long weights;
    private long noises;
    private String lastRefusal = "";
    private String lastNoise = "";

    Hearing(
            BalanceSettings settings,
            BalanceProtocol protocol,
            DeviceClock clock,
            BalanceListener listener,
            Remembered remembered,
            Consumer<BalanceStatus> status) {
        this.settings = settings;
        this.remembered = remembered;
        this.introductions = new Introductions(protocol, clock);
        this.clock = clock;
        this.wholeFrames = new WholeFrames(settings.declared().printsOnly());
        this.window = new StabilityWindow(settings.declared().stabilityWindow());
        this.listener = listener;
        this.status = status;
    }

    HeardIdentity identity() {
        return identity;
    }

    /// What it was asked about itself, and what it answered.
    Introductions introductions() {
        return introductions;
    }

    /// From now on the balance is not asked who it is: if it says so all the same, it has just started. Before, no weight
    /// reaches the listener.
    void introductionsOver() {
        asked = true;
    }

    boolean introducedItself() {
        return introducedItself;
    }

    /// The newest weight, if it is at rest and was not heard before that moment.
    Optional<Mass> steady(long from) {
        return newest instanceof Stable(var mass, var _, var _) && online && newestAt - from >= 0
                ? Optional.of(mass)
                : Optional.empty();
    }

    /// Why the balance did not do what it was told last, if it said so.
    Optional<Refusal> refused() {
        return Optional.ofNullable(refused);
    }

    /// From now on only refusals of what comes count.
    void forgetRefusal() {
        refused = null;
    }

    private void introduced(Identity more) {
        boolean unasked = !introductions.isAnswer(more);
        introducedItself |= asked && unasked;
        identity = identity.and(more);
    }

    /// Whether weights reach the listener.
    boolean online() {
        return online;
    }

    /// How many complete weights came, in whichever unit.
    long weights() {
        return weights;
    }

    /// How many lines came that nothing can be read from.
    long noises() {
        return noises;
    }

    /// What the balance last said of its tare memory.
    Optional<Mass> tareMemory() {
        return Optional.ofNullable(tareMemory)
                .flatMap(memory ->
                        MassUnit.ofSymbol(memory.unit())
                                .map(unit -> new Mass(new BigDecimal(memory.value()), unit)));
    }

    /// The balance may have been switched off since the last connection; told as soon as it is online.
    void noteStartedAnew() {
        startedAnew = true;
    }

    /// A balance that only prints is online as soon as its port is open, if the configuration says what it is.
    void awaitPrints() {
        identity.complete(settings, displayed)
                .ifPresentOrElse(this::goOnline, this::stayUnidentified);
    }

    void hear(Heard heard) {
        Frame frame = heard.frame();
        listener.heard(BalanceLine.of(heard.reply(), frame.raw()));
        switch (heard.reply()) {
            case Weight weight -> weight(weight, frame);
            case Overload _ -> outOfRange(new BalanceReading.Overload(frame));
            case Underload _ -> outOfRange(new BalanceReading.Underload(frame));
            case UnsupportedUnit _ -> refuseUnit(frame);
            case Tared(var value, var unit, _) -> tared(value, unit);
            case TareCleared _ -> forgetTare();
            case Zeroed _ -> listener.zeroed();
            case Identity more -> introduced(more);
            case Moving _ -> noteWeight();
            case Refused(var _, var refusal) -> {
                refused = refusal;
                lastRefusal = frame.raw();
            }
            case Busy _ -> lastRefusal = frame.raw();
            case Noise _ -> {
                noises++;
                lastNoise = frame.raw();
            }
            case TareMemory memory -> tareMemory = memory;
            case Information _, Done _ -> {}
        }
    }

    /// Why no weight has come, in what the operator can look at.
    Offline missing(String port, BalanceProtocol protocol, boolean bytesHeard) {
        boolean perhapsTooMuch = protocol.unsaid().contains(Unsaid.OVERLOAD);
        if (!lastRefusal.isEmpty()) {
            return new Offline(new OfflineCause.Refusing(port, lastRefusal));
        }
        if (bytesHeard || !lastNoise.isEmpty()) {
            return new Offline(
                    new OfflineCause.Garbled(port, protocol.name(), lastNoise, perhapsTooMuch));
        }
        return new Offline(new OfflineCause.Silent(port, protocol.name(), perhapsTooMuch));
    }

    private void weight(Weight weight, Frame frame) {
        if (!wholeFrames.believable(frame.raw())) {
            return;
        }
        if (!isInOurUnit(weight)) {
            refuseUnit(frame);
            return;
        }
        Mass mass = new Mass(new BigDecimal(weight.value()), settings.unit());
        displayed = mass;
        weighed(reading(mass, frame, weight.stability()));
    }

    private BalanceReading reading(Mass mass, Frame frame, Stability stability) {
        return switch (stability) {
            case STABLE -> new Stable(mass, frame);
            case UNSTABLE -> new BalanceReading.Unstable(mass, frame);
            case UNMARKED ->
                    settings.declared().printsOnly()
                            ? new Stable(mass, frame, StabilitySource.PRINT)
                            : window.judge(mass, frame, clock.now());
        };
    }

    /// The display shows gross: the balance emptied its tare memory, or the station never let it tare.
    void forgetTare() {
        tared(nothing());
    }

    /// What the balance took stays known, to recognise it by after it was away.
    private void tared(Mass taken) {
        remembered.tared(taken);
        listener.tared(taken);
    }

    /// A frame without unit is only taken while it is unstable, because some balances show the unit when the weight has
    /// settled, or where the site declares that this one never sends it.
    private boolean isInOurUnit(Weight weight) {
        return weight.unit() == null
                ? weight.stability() == Stability.UNSTABLE || settings.declared().assumesUnit()
                : MassUnit.ofSymbol(weight.unit()).filter(settings.unit()::equals).isPresent();
    }

    private void weighed(BalanceReading reading) {
        noteWeight();
        if (!online && asked) {
            identity.complete(settings, displayed)
                    .ifPresentOrElse(this::goOnline, this::stayUnidentified);
        }
        newest = reading;
        newestAt = clock.now();
        if (online) {
            listener.reading(reading);
        }
    }

    private void outOfRange(BalanceReading reading) {
        window.interrupt();
        weighed(reading);
    }

    private void goOnline(BalanceIdentity complete) {
        online = true;
        unidentified = false;
        status.accept(new Online(complete));
        if (startedAnew) {
            startedAnew = false;
            listener.startedAnew();
        }
    }

    private void stayUnidentified() {
        unidentified = true;
        status.accept(UNIDENTIFIED);
    }

    /// Whether weights come of which nobody knows what they are worth.
    boolean unidentified() {
        return unidentified;
    }

    private void refuseUnit(Frame frame) {
        noteWeight();
        window.interrupt();
        online = false;
        unidentified = false;
        status.accept(
                new Offline(new OfflineCause.WrongUnit(frame.raw(), settings.unit().symbol())));
    }

    private void noteWeight() {
        weights++;
        lastRefusal = "";
        lastNoise = "";
    }

    private void tared(String value, String unit) {
        Optional<MassUnit> known = MassUnit.ofSymbol(unit);
        known.ifPresent(massUnit -> tared(new Mass(new BigDecimal(value), massUnit)));
    }

    /// Zero with the digits of the display.
    private Mass nothing() {
        int decimals = displayed == null ? 0 : displayed.value().scale();
        return new Mass(BigDecimal.valueOf(0, decimals), settings.unit());
    }
}
