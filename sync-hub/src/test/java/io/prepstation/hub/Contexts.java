package io.prepstation.hub;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.session.SessionContext;

/// The circumstances of a session with one thing changed.
final class Contexts {

    private Contexts() {}

    static SessionContext ofLab(SessionContext it, String labId) {
        return copy(it, labId, it.stationId(), it.formulaVersionNo(), it.amount(), it.simulated());
    }

    static SessionContext ofStation(SessionContext it, String stationId) {
        return copy(it, it.labId(), stationId, it.formulaVersionNo(), it.amount(), it.simulated());
    }

    static SessionContext ofVersionNo(SessionContext it, int versionNo) {
        return copy(it, it.labId(), it.stationId(), versionNo, it.amount(), it.simulated());
    }

    static SessionContext ofAmount(SessionContext it, Amount amount) {
        return copy(it, it.labId(), it.stationId(), it.formulaVersionNo(), amount, it.simulated());
    }

    static SessionContext onARealBalance(SessionContext it) {
        return copy(it, it.labId(), it.stationId(), it.formulaVersionNo(), it.amount(), false);
    }

    static SessionContext ofRevision(SessionContext it, int revision) {
        return new SessionContext(
                it.labId(),
                it.stationId(),
                it.formulaCode(),
                it.formulaName(),
                it.formulaVersionNo(),
                it.operatorName(),
                it.amount(),
                it.balanceModel(),
                it.balanceSerial(),
                it.simulated(),
                it.timeZone(),
                it.configHash(),
                revision);
    }

    private static SessionContext copy(
            SessionContext it,
            String labId,
            String stationId,
            int versionNo,
            Amount amount,
            boolean simulated) {
        return new SessionContext(
                labId,
                stationId,
                it.formulaCode(),
                it.formulaName(),
                versionNo,
                it.operatorName(),
                amount,
                it.balanceModel(),
                it.balanceSerial(),
                simulated,
                it.timeZone(),
                it.configHash(),
                it.revision());
    }
}
