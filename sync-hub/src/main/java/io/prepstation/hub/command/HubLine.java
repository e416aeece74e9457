package io.prepstation.hub.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.prepstation.model.record.OneLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One event of the hub as one line: `14:02:11.345 WARN  Pushes what happened`, behind it the stack of its exception if
/// there is one. Named by `hub-logback.xml`.
public final class HubLine extends LayoutBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    @Override
    public String doLayout(ILoggingEvent event) {
        String logger = event.getLoggerName();
        StringBuilder line =
                new StringBuilder(TIME.format(event.getInstant().atZone(ZoneId.systemDefault())))
                        .append(' ')
                        .append(String.format(Locale.ROOT, "%-5s", event.getLevel()))
                        .append(' ')
                        .append(logger.substring(logger.lastIndexOf('.') + 1))
                        .append(' ')
                        .append(OneLine.of(event.getFormattedMessage()));
        if (event.getThrowableProxy() != null) {
            line.append(" | ")
                    .append(
                            OneLine.ofLines(
                                    ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        return line.append(System.lineSeparator()).toString();
    }
}
