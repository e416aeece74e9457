package io.prepstation.benchmark;

import io.prepstation.kiosk.preparation.BalanceSetup;
import io.prepstation.kiosk.preparation.CreateRequest;
import io.prepstation.kiosk.preparation.NewAttachment;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.TareSource;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import java.time.Instant;
import java.util.Random;
import java.util.Set;

/// Somebody who prepares a formula exactly at its targets, with a photo.
final class Weighing {

    private static final String FORMULA = "PRM00936";
    private static final int PHOTO = 60_000;
    private static final User OPERATOR =
            new User(EnrolledStation.OPERATOR, "Olga Meyer", Set.of(Role.OPERATOR), true);
    private static final Mass VESSEL = Mass.grams("30.0000");
    private static final BalanceSetup BALANCE =
            new BalanceSetup(
                    new BalanceIdentity(
                            "SIM520", "SIM-1", Mass.grams("520.0000"), Mass.grams("0.0001")),
                    VESSEL,
                    Mass.grams("0.0200"));

    private final SyncingStation station;
    private final SessionService sessions;

    Weighing(SyncingStation station) {
        this.station = station;
        this.sessions = station.sessions();
    }

    /// @param seed of the photo
    /// @return the id of the finished session, which is on the disk
    String session(long seed) {
        SessionRecord record =
                saved(
                        sessions.createSessionFromFormula(
                                new CreateRequest(FORMULA, null, OPERATOR, BALANCE)));
        saved(
                sessions.attach(
                        record.id(),
                        new NewAttachment(
                                photo(seed),
                                AttachmentType.JPEG,
                                Attachment.PHOTO,
                                null,
                                OPERATOR.id())));
        Mass onPan = VESSEL;
        while (record.nextStep().isPresent()) {
            Step step = record.nextStep().get();
            record = saved(sessions.recordDispense(record.id(), dispense(step, onPan)));
            onPan = record.lastGross(step).orElseThrow();
        }
        return saved(sessions.complete(record.id(), OPERATOR, Authentication.CHOSEN)).id();
    }

    private Dispense dispense(Step step, Mass tare) {
        Mass net = step.tolerance().target();
        return new Dispense(
                station.ids().get(),
                step.id(),
                step.requiredCode(),
                null,
                null,
                net,
                tare.plus(net),
                tare,
                TareSource.BALANCE,
                net.digits(),
                "g",
                "flag",
                "S S %10s g".formatted(net.digits()),
                "SIM-1",
                Instant.ofEpochMilli(Instant.now().toEpochMilli()),
                OPERATOR.id());
    }

    private static byte[] photo(long seed) {
        byte[] bytes = new byte[PHOTO];
        new Random(seed).nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        return bytes;
    }

    private static <T> T saved(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Saved<T>(var value)) {
            return value;
        }
        throw new IllegalStateException("not saved: " + outcome);
    }
}
