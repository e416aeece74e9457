package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.FrameUnit;
import io.prepstation.model.session.TareSource;
import java.time.Instant;

/// Makes a dispense of what stands on the pan.
final class Dispensed {

    private Dispensed() {}

    static Dispense of(Work work, Pour pour, Pan pan, Stable reading, String id, Instant at) {
        Mass gross = pan.gross().orElseThrow();
        return new Dispense(
                id,
                work.step().id(),
                pour.scannedCode(),
                pour.source().lotId(),
                pour.source().containerId(),
                pour.net(gross),
                gross,
                pour.tare(),
                pour.taredByBalance(pan) ? TareSource.BALANCE : TareSource.COMPUTED,
                reading.mass().digits(),
                FrameUnit.of(reading.frame().raw(), reading.mass().unit()).word(),
                reading.source().word(),
                reading.frame().raw(),
                work.record().context().balanceSerial(),
                at,
                work.operator().id(),
                pour.source().potencyPercent(),
                null,
                pour.source().lotNumber());
    }
}
