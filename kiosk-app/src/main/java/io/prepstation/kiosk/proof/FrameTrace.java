package io.prepstation.kiosk.proof;

import io.prepstation.kiosk.proof.FrameJournal.Line;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionSummary;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.session.Dispense;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether each recorded weight has the frame it was read from.
///
/// @param weights how many were looked at; typed ones have no frame and do not count
/// @param damaged lines of the journal that cannot be read
public record FrameTrace(int weights, int damaged, List<Untraced> untraced) {

    /// @param known whether there is a frame for it, but another one
    public record Untraced(String sessionId, String dispenseId, boolean known) {}

    public FrameTrace {
        untraced = List.copyOf(untraced);
    }

    /// @param session only this one; null for all
    /// @throws StoreException if the database or the journal cannot be read
    public static FrameTrace of(LabDatabase lab, FrameJournal journal, @Nullable String session)
            throws StoreException {
        Map<String, List<RecordedFrame>> frames = new HashMap<>();
        int damaged = 0;
        for (Line line : journal.read()) {
            switch (line) {
                case Line.Kept(var frame) ->
                        frames.computeIfAbsent(frame.dispenseId(), _ -> new ArrayList<>())
                                .add(frame);
                case Line.Damaged _ -> damaged++;
            }
        }
        List<Untraced> untraced = new ArrayList<>();
        int weights = 0;
        for (String id : sessions(lab, session)) {
            for (Dispense dispense : read(lab, id)) {
                weights++;
                List<RecordedFrame> own = frames.getOrDefault(dispense.id(), List.of());
                if (own.stream().noneMatch(frame -> frame.isOf(dispense))) {
                    untraced.add(new Untraced(id, dispense.id(), !own.isEmpty()));
                }
            }
        }
        return new FrameTrace(weights, damaged, untraced);
    }

    private static List<String> sessions(LabDatabase lab, @Nullable String session)
            throws StoreException {
        return session == null
                ? lab.read(handle -> SessionRepository.list(handle, Integer.MAX_VALUE)).stream()
                        .map(SessionSummary::id)
                        .toList()
                : List.of(session);
    }

    private static List<Dispense> read(LabDatabase lab, String session) throws StoreException {
        return lab.read(handle ->
                SessionRepository.find(handle, session)
                        .map(record ->
                                record.dispenses().stream()
                                        .filter(dispense -> dispense.manualReason() == null)
                                        .toList())
                        .orElse(List.of()));
    }
}
