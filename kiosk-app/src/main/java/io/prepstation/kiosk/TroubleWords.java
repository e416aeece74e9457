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
        return words.text(key(trouble.kind()), trouble.details().toArray());
    }

    private static String key(Trouble.Kind kind) {
        return switch (kind) {
            case PAPER_OUT -> "trouble.paper-out";
            case HEAD_OPEN -> "trouble.head-open";
            case RIBBON_OUT -> "trouble.ribbon-out";
            case PAUSED -> "trouble.paused";
            case MEMORY_FULL -> "trouble.memory-full";
            case HEAD_COLD -> "trouble.head-cold";
            case HEAD_HOT -> "trouble.head-hot";
            case PRINTER_AWAY -> "trouble.printer-away";
            case LABEL_IN_PRINTER -> "trouble.label-in-printer";
            case SILENT_AFTER_LABEL -> "trouble.silent-after-label";
            case CODE_UNREADABLE -> "trouble.code-unreadable";
            case LABEL_REFUSED -> "trouble.label-refused";
            case PRINT_SERVICE_AWAY -> "trouble.print-service-away";
            case QUEUE_AWAY -> "trouble.queue-away";
            case QUEUE_REJECTS -> "trouble.queue-rejects";
            case QUEUE_STOPPED -> "trouble.queue-stopped";
            case SESSION_MISSING -> "trouble.session-missing";
            case PINS_AWAY -> "trouble.pins-away";
            case PINS_BROKE -> "trouble.pins-broke";
            case PORT_NOT_FOUND -> "trouble.port-not-found";
            case PORT_REFUSED -> "trouble.port-refused";
            case PORT_BROKE -> "trouble.port-broke";
        };
    }
}
