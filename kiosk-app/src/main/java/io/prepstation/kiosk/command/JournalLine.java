package io.prepstation.kiosk.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.prepstation.model.record.OneLine;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// One event as a line: `14:02:11.345 WARN  Store: what happened`, behind it the stack of its exception if there is one.
final class JournalLine extends LayoutBase<ILoggingEvent> {

    private static final int LEVEL_WIDTH = 5;
    private static final int TIME_WIDTH = 12;

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(time(event)).append(' ').append(event.getLevel());
        pad(line, TIME_WIDTH + 1 + LEVEL_WIDTH);
        line.append(' ').append(event.getLoggerName()).append(": ");
        line.append(OneLine.of(event.getFormattedMessage()));
        if (event.getThrowableProxy() != null) {
            line.append(" | ")
                    .append(
                            OneLine.ofLines(
                                    ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        return line.append(System.lineSeparator()).toString();
    }

    /// The local time to the millisecond, always with three digits of it.
    private static String time(ILoggingEvent event) {
        LocalTime time =
                event.getInstant()
                        .atZone(ZoneId.systemDefault())
                        .toLocalTime()
                        .truncatedTo(ChronoUnit.MILLIS);
        StringBuilder text = new StringBuilder(time.toString());
        if (time.getNano() == 0) {
            text.append(time.getSecond() == 0 ? ":00.000" : ".000");
        }
        return text.toString();
    }

    private static void pad(StringBuilder line, int width) {
        while (line.length() < width) {
            line.append(' ');
        }
    }
}
