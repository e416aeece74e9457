package io.prepstation.device.printer;

import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a printer answers to `~HS`: three strings between STX and ETX (ZPL II Programming Guide, Host Status Return).
///
/// @param waiting formats that were received and not printed yet
record HostStatus(List<Trouble> problems, int waiting) {

    private static final int FIELDS_OF_FIRST = 12;
    private static final int FIELDS_OF_SECOND = 11;

    HostStatus {
        problems = List.copyOf(problems);
    }

    boolean ready() {
        return problems.isEmpty();
    }

    /// Empty if this is no such answer.
    ///
    /// @param first and second without STX and ETX
    static Optional<HostStatus> of(String first, String second) {
        String[] one = first.split(",", -1);
        String[] two = second.split(",", -1);
        if (one.length < FIELDS_OF_FIRST || two.length < FIELDS_OF_SECOND || !isNumber(one[4])) {
            return Optional.empty();
        }
        List<Trouble> problems = new ArrayList<>();
        add(problems, one[1], Kind.PAPER_OUT);
        add(problems, two[2], Kind.HEAD_OPEN);
        add(problems, two[3], Kind.RIBBON_OUT);
        add(problems, one[2], Kind.PAUSED);
        add(problems, one[5], Kind.MEMORY_FULL);
        add(problems, one[10], Kind.HEAD_COLD);
        add(problems, one[11], Kind.HEAD_HOT);
        return Optional.of(new HostStatus(problems, Integer.parseInt(one[4])));
    }

    private static void add(List<Trouble> problems, String flag, Kind problem) {
        if (flag.strip().equals("1")) {
            problems.add(Trouble.of(problem));
        }
    }

    private static boolean isNumber(String field) {
        return field.matches("\\d{1,4}");
    }
}
