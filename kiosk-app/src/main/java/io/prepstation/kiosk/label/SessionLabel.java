package io.prepstation.kiosk.label;

import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Item;
import io.prepstation.model.label.LabelLayout.Text;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The label of a completed session: its code on the left, what a person reads on the right (REC-4).
///
/// The code carries session, formula and the first 16 digits of the record's hash, so that a label can be held against
/// its record. Words are few and English, as on the record. What marks a vessel stands first: where a label is too small for
/// all lines, the last are left out.
public final class SessionLabel {

    private static final double RIM = 1;
    private static final double LARGE = 3.2;
    private static final double SMALL = 2;
    private static final double LEADING = 1.55;

    /// How wide a letter is on average, of the height of capitals.
    private static final double LETTER = 0.8;

    private static final int HASH_DIGITS = 16;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final double width;
    private final double height;

    /// @param width in millimetres
    /// @param height in millimetres
    public SessionLabel(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /// @param copy 1 for the first label
    /// @throws IllegalArgumentException if the session is not completed: there is no label of something unfinished
    public LabelLayout of(SessionRecord record, int copy) {
        if (record.session().status() != SessionStatus.COMPLETED) {
            throw new IllegalArgumentException(
                    "session " + record.id() + " is not completed and has no label");
        }
        String hash = hash(record);
        return laid(record, ";H=" + hash, List.of(hash), marks(record, copy));
    }

    /// What the label will look like, before the record is signed and has a hash.
    public LabelLayout preview(SessionRecord unsigned) {
        List<String> marks = new ArrayList<>(marks(unsigned, 1));
        marks.add("NOT SIGNED");
        return laid(unsigned, "", List.of(), marks);
    }

    private LabelLayout laid(
            SessionRecord record, String proof, List<String> hash, List<String> marks) {
        SessionContext context = record.context();
        List<String> lines = new ArrayList<>(marks);
        lines.addAll(inTwo(context.formulaName()));
        lines.add(
                context.amount().value().toPlainString() + " " + context.amount().unit().symbol());
        lines.add(TIME.format(record.session().startedAt().atZone(ZoneId.of(context.timeZone()))));
        lines.add(context.operatorName());
        lines.addAll(hash);
        lines.addAll(byDifference(record));
        return laid(
                FormulaCode.sessionLabel(record.id(), context.formulaCode()) + proof,
                context.formulaCode(),
                lines);
    }

    /// A label that says nothing but that printing works.
    public LabelLayout test(String station, String time) {
        return laid("F=TEST", "TEST", List.of(station, time, "Not for use"));
    }

    /// The label of a container: its code, and what is in it.
    public LabelLayout container(String code, List<String> contents) {
        return laid(
                FormulaCode.containerLabel(code),
                code,
                contents.stream().flatMap(line -> inTwo(line).stream()).toList());
    }

    /// A long name takes two lines, broken where a word ends.
    private List<String> inTwo(String name) {
        int most = (int) (textWidth() / (SMALL * LETTER));
        int end = name.length() <= most ? -1 : name.lastIndexOf(' ', most);
        return end <= 0 ? List.of(name) : List.of(name.substring(0, end), name.substring(end + 1));
    }

    /// Which steps were weighed as what their container lost; the readings are in the record.
    private static List<String> byDifference(SessionRecord record) {
        String steps =
                record.steps().stream()
                        .filter(step -> step.asks(LineRule.BY_DIFFERENCE))
                        .map(step -> String.valueOf(step.sequence()))
                        .collect(Collectors.joining(", "));
        return steps.isEmpty() ? List.of() : List.of("By difference: step " + steps);
    }

    private static List<String> marks(SessionRecord record, int copy) {
        List<String> lines = new ArrayList<>();
        if (!record.deviations().isEmpty()) {
            lines.add("WITH DEVIATION");
        }
        if (record.simulated()) {
            lines.add("SIMULATED");
        }
        if (copy > 1) {
            lines.add("COPY " + copy);
        }
        return lines;
    }

    private LabelLayout laid(String code, String title, List<String> lines) {
        double side = side();
        double left = side + 2 * RIM;
        double most = textWidth();
        List<Item> items = new ArrayList<>();
        items.add(new Code(RIM, RIM, side, code));
        items.add(new Text(left, RIM + 1, LARGE, most, title));
        double top = RIM + 1 + LARGE * LEADING;
        for (String line : lines) {
            if (top + SMALL <= height - RIM / 2) {
                items.add(new Text(left, top, SMALL, most, line));
                top += SMALL * LEADING;
            }
        }
        return new LabelLayout(width, height, items);
    }

    private double side() {
        return Math.min(height, width * 0.48) - 2 * RIM;
    }

    private double textWidth() {
        return width - side() - 3 * RIM;
    }

    private static String hash(SessionRecord record) {
        String hash =
                record.signatures().stream()
                        .reduce((_, last) -> last)
                        .map(Signature::recordHash)
                        .orElse("");
        return hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
    }
}
