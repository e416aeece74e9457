package io.prepstation.kiosk.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/// Where log lines go before any configuration was read: everything to standard error, because standard output belongs to
/// what a command prints. The kiosk sets its own levels from its configuration; other commands say only what is wrong.
///
/// In code, because reading the same from XML costs a fifth of a second at each start. Found by its service file.
public final class JournalSetup extends ContextAwareBase implements Configurator {

    /// Whoever names a file of their own gets that.
    private static final String OWN_FILE = "logback.configurationFile";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(OWN_FILE) != null) {
            return ExecutionStatus.NEUTRAL;
        }
        JournalLine line = new JournalLine();
        line.setContext(context);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(line);
        encoder.start();
        ConsoleAppender<ILoggingEvent> journal = new ConsoleAppender<>();
        journal.setContext(context);
        journal.setName("journal");
        journal.setTarget("System.err");
        journal.setEncoder(encoder);
        journal.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(journal);
        // Says what the devices screen says better: no board, no pins.
        context.getLogger("com.pi4j").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
