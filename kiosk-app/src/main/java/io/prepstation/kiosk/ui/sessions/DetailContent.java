package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.words.RecordLine;
import java.util.List;

/// One session in words.
///
/// @param pours how the weights came to be
/// @param photos what was photographed
/// @param events deviations, signatures and the hub's receipt, in their order
public record DetailContent(
        String title,
        String status,
        List<RecordLine> lines,
        List<String> events,
        List<PourLine> pours,
        List<PhotoLine> photos) {

    public DetailContent {
        lines = List.copyOf(lines);
        events = List.copyOf(events);
        pours = List.copyOf(pours);
        photos = List.copyOf(photos);
    }
}
