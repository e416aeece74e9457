package io.prepstation.kiosk.store.violation;

import io.prepstation.kiosk.ui.violation.ScaleView;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Named after nothing, and opens the database behind its keeper's back.
public class ScaleManager {

    @Nullable ScaleView view;

    Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite::memory:");
    }
}
