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
import io.prepstation.device.balance.Conversation.Heard;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the replies of one connection amount to: readings and confirmations for the listener, and the status.
final class Hearing {

    private final BalanceSettings settings;
    private final BalanceListener listener;
    private final Consumer<BalanceStatus> status;
    private final WholeFrames wholeFrames = new WholeFrames();
    private HeardIdentity identity = HeardIdentity.NOTHING;
    private @Nullable Mass displayed;
    private boolean online;
    private long weights;
    private String lastRefusal = "";
    private String lastNoise = "";

    Hearing(BalanceSettings settings, BalanceListener listener, Consumer<BalanceStatus> status) {
        this.settings = settings;
        this.listener = listener;
        this.status = status;
    }

    HeardIdentity identity() {
        return identity;
    }

    /// Whether weights reach the listener.
    boolean online() {
        return online;
    }

    /// How many complete weights came, in whichever unit.
    long weights() {
        return weights;
    }

    void hear(Heard heard) {
        Frame frame = heard.frame();
        switch (heard.reply()) {
            case Weight weight -> weight(weight, frame);
            case Overload _ -> weighed(new BalanceReading.Overload(frame));
            case Underload _ -> weighed(new BalanceReading.Underload(frame));
            case UnsupportedUnit _ -> refuseUnit(frame);
            case Tared(var value, var unit, _) -> tared(value, unit);
            case TareCleared _ -> listener.tared(nothing());
            case Zeroed _ -> listener.zeroed();
            case Identity more -> identity = identity.and(more);
            case Moving _ -> noteWeight();
            case Refused _, Busy _ -> lastRefusal = frame.raw();
            case Noise _ -> lastNoise = frame.raw();
            case TareMemory _, Information _, Done _ -> {}
        }
    }

    /// Why no weight has come, in what the operator can look at.
    Offline missing(String port, boolean bytesHeard) {
        if (!lastRefusal.isEmpty()) {
            return new Offline(
                    OfflineReason.REFUSING,
                    "%s: the balance refuses to weigh: \"%s\"".formatted(port, lastRefusal));
        }
        if (bytesHeard || !lastNoise.isEmpty()) {
            return new Offline(
                    OfflineReason.GARBLED,
                    "%s: bytes arrive but no weight can be read, last \"%s\"; check speed, parity and protocol"
                            .formatted(port, lastNoise));
        }
        return new Offline(
                OfflineReason.SILENT,
                port
                        + ": nothing received; is the balance on, is its cable in, is it set to this protocol?");
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
        weighed(
                switch (weight.stability()) {
                    case STABLE -> new BalanceReading.Stable(mass, frame);
                    case UNSTABLE -> new BalanceReading.Unstable(mass, frame);
                    case UNMARKED -> new BalanceReading.Unmarked(mass, frame);
                });
    }

    /// A frame without unit is only taken while it is unstable: some balances show the unit when the weight has settled.
    private boolean isInOurUnit(Weight weight) {
        return weight.unit() == null
                ? weight.stability() == Stability.UNSTABLE
                : MassUnit.ofSymbol(weight.unit()).filter(settings.unit()::equals).isPresent();
    }

    private void weighed(BalanceReading reading) {
        noteWeight();
        if (!online) {
            identity.complete(settings, displayed)
                    .ifPresentOrElse(this::goOnline, this::stayUnidentified);
        }
        if (online) {
            listener.reading(reading);
        }
    }

    private void goOnline(BalanceIdentity complete) {
        online = true;
        status.accept(new Online(complete));
    }

    private void stayUnidentified() {
        status.accept(
                new Offline(
                        OfflineReason.UNIDENTIFIED,
                        "the balance weighs but does not say how much it carries; set its maximum in the configuration"));
    }

    private void refuseUnit(Frame frame) {
        noteWeight();
        online = false;
        status.accept(
                new Offline(
                        OfflineReason.WRONG_UNIT,
                        "the balance displays \"%s\", this station weighs in %s; change the unit at the balance"
                                .formatted(frame.raw(), settings.unit().symbol())));
    }

    private void noteWeight() {
        weights++;
        lastRefusal = "";
        lastNoise = "";
    }

    private void tared(String value, String unit) {
        Optional<MassUnit> known = MassUnit.ofSymbol(unit);
        known.ifPresent(massUnit -> listener.tared(new Mass(new BigDecimal(value), massUnit)));
    }

    /// Zero with the digits of the display.
    private Mass nothing() {
        int decimals = displayed == null ? 0 : displayed.value().scale();
        return new Mass(BigDecimal.valueOf(0, decimals), settings.unit());
    }
}
