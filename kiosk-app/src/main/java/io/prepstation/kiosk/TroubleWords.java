package io.prepstation.kiosk;

import io.prepstation.device.Trouble;
import io.prepstation.device.camera.CameraProblem;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import java.util.stream.Collectors;

/// What is wrong with a device and what to do, in sentences of the station's language.
final class TroubleWords {

    private final Words words;

    TroubleWords(Words words) {
        this.words = words;
    }

    String of(List<Trouble> troubles) {
        return troubles.stream().map(this::of).collect(Collectors.joining(" "));
    }

    /// @param detail what the system or the camera's command said
    String of(CameraProblem problem, String detail) {
        return words.text(
                switch (problem) {
                    case NOT_FOUND -> "camera.not-found";
                    case ENDED -> "camera.ended";
                    case NO_FRAMES -> "camera.no-frames";
                    case SIZE_CHANGED -> "camera.size-changed";
                },
                detail);
    }

    private String of(Trouble trouble) {
        return words.text("trouble." + key(trouble.kind()), trouble.details().toArray());
    }

    private static String key(Trouble.Kind kind) {
        return switch (kind) {
            case PAPER_OUT -> "paper-out";
            case HEAD_OPEN -> "head-open";
            case RIBBON_OUT -> "ribbon-out";
            case PAUSED -> "paused";
            case MEMORY_FULL -> "memory-full";
            case HEAD_COLD -> "head-cold";
            case HEAD_HOT -> "head-hot";
            case PRINTER_AWAY -> "printer-away";
            case LABEL_IN_PRINTER -> "label-in-printer";
            case SILENT_AFTER_LABEL -> "silent-after-label";
            case CODE_UNREADABLE -> "code-unreadable";
            case LABEL_REFUSED -> "label-refused";
            case PRINT_SERVICE_AWAY -> "print-service-away";
            case SESSION_MISSING -> "session-missing";
            case PINS_AWAY -> "pins-away";
            case PINS_BROKE -> "pins-broke";
            case PORT_NOT_FOUND -> "port-not-found";
            case PORT_REFUSED -> "port-refused";
            case PORT_BROKE -> "port-broke";
        };
    }
}
