package io.prepstation.kiosk.proof;

import io.prepstation.kiosk.proof.FrameJournal.Line;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.Restores;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.session.SessionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the balance said of weights that a restored database does not have, because they came after its backup. Nothing is made
/// of them: they tell a person what was on the pan.
public final class LaterFrames {

    private LaterFrames() {}

    /// By session, both in the order of the journal.
    ///
    /// @throws StoreException if the database or the journal cannot be read
    public static Map<String, List<RecordedFrame>> of(LabDatabase lab, FrameJournal journal)
            throws StoreException {
        Map<String, List<RecordedFrame>> bySession = new LinkedHashMap<>();
        for (Line line : journal.read()) {
            if (line instanceof Line.Kept(var frame)) {
                bySession.computeIfAbsent(frame.sessionId(), _ -> new ArrayList<>()).add(frame);
            }
        }
        return lab.read(handle -> later(handle, bySession));
    }

    private static Map<String, List<RecordedFrame>> later(
            ReadHandle handle, Map<String, List<RecordedFrame>> bySession) {
        Instant newest = Restores.newestBefore(handle).orElse(Instant.MIN);
        Map<String, List<RecordedFrame>> later = new LinkedHashMap<>();
        bySession.forEach((session, frames) -> {
            Optional<SessionRecord> known = SessionRepository.find(handle, session);
            List<RecordedFrame> unknown =
                    frames.stream()
                            .filter(frame -> known.isEmpty() || isLater(frame, known.get(), newest))
                            .toList();
            // One that came back is whole: what it has no dispense for was rejected.
            if (!unknown.isEmpty() && !ReturnedRows.isOne(handle, session)) {
                later.put(session, unknown);
            }
        });
        return later;
    }

    /// A weight that was rejected has a frame and no dispense either; but the trail knows of later things.
    private static boolean isLater(RecordedFrame frame, SessionRecord session, Instant newest) {
        return Instant.ofEpochMilli(frame.at()).isAfter(newest)
                && session.dispenses().stream().noneMatch(frame::isOf);
    }
}
